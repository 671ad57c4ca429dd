package dev.sealwatch.platform;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** One source file, parsed but not compiled. */
record Source(Path path, List<String> lines, List<Type> types, List<Method> methods) {

    /** A class, record, enum or interface, nested ones too. */
    record Type(String name, boolean isPublic, boolean hasJavadoc) {}

    /** A method, with the lines of its body; without one, a declaration. */
    record Method(String name, String type, OptionalInt codeLines, boolean hasJavadoc, List<String> annotations) {}

    boolean declares(String type) {
        return types.stream().map(Type::name).anyMatch(type::equals);
    }

    /** Every Java source below a folder. */
    static List<Source> below(Path folder) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> files = Files.walk(folder);
                var manager = compiler.getStandardFileManager(null, null, null)) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            var task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(sources));
            return StreamSupport.stream(task.parse().spliterator(), false)
                    .map(tree -> read(tree, DocTrees.instance(task)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The sources below " + folder + " can't be read", e);
        }
    }

    /** Lines that are not blank, comment, import or package. */
    static long codeLines(Collection<String> lines) {
        boolean inComment = false;
        long code = 0;
        for (String line : lines) {
            String text = line.strip();
            inComment = inComment || text.startsWith("/*");
            if (!inComment && !text.isEmpty() && !text.matches("(//|import |package ).*")) {
                code++;
            }
            inComment = inComment && !text.contains("*/");
        }
        return code;
    }

    private static Source read(CompilationUnitTree tree, DocTrees docs) {
        try {
            Path path = Path.of(tree.getSourceFile().toUri());
            Scan scan = new Scan(docs, tree.getLineMap(), Files.readAllLines(path));
            scan.scan(new TreePath(tree), null);
            return new Source(path, scan.lines, scan.types, scan.methods);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Scan extends TreePathScanner<Void, Void> {

        private final List<Type> types = new ArrayList<>();
        private final List<Method> methods = new ArrayList<>();
        private final DocTrees docs;
        private final LineMap map;
        private final List<String> lines;

        private Scan(DocTrees docs, LineMap map, List<String> lines) {
            this.docs = docs;
            this.map = map;
            this.lines = lines;
        }

        @Override
        public Void visitClass(ClassTree type, Void none) {
            boolean isPublic = type.getModifiers().getFlags().contains(Modifier.PUBLIC);
            types.add(new Type(type.getSimpleName().toString(), isPublic, hasJavadoc()));
            return super.visitClass(type, none);
        }

        @Override
        public Void visitMethod(MethodTree method, Void none) {
            List<String> annotations = method.getModifiers().getAnnotations().stream()
                    .map(annotation -> annotation.getAnnotationType().toString())
                    .toList();
            methods.add(new Method(
                    method.getName().toString(),
                    String.valueOf(method.getReturnType()),
                    codeLinesOf(method.getBody()),
                    hasJavadoc(),
                    annotations));
            return super.visitMethod(method, none);
        }

        private boolean hasJavadoc() {
            return docs.getDocComment(getCurrentPath()) != null;
        }

        private OptionalInt codeLinesOf(BlockTree body) {
            if (body == null) {
                return OptionalInt.empty();
            }
            SourcePositions positions = docs.getSourcePositions();
            CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
            int first = (int) map.getLineNumber(positions.getStartPosition(unit, body));
            int last = (int) map.getLineNumber(positions.getEndPosition(unit, body));
            return OptionalInt.of(first >= last ? 1 : (int) codeLines(lines.subList(first, last - 1)));
        }
    }
}
