package dev.sealwatch.notify;

import dev.sealwatch.platform.IpAddress;
import dev.sealwatch.platform.Refusal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a webhook is sent, taken apart once, so that nobody reads it in another way later.
 *
 * @param host a name in lower case, or an address
 * @param target path and query as they were given
 */
record WebhookUrl(boolean tls, String host, int port, String target) {

    private static final int LONGEST = 2_048;
    private static final int LONGEST_NAME = 253;
    private static final int FIRST_FREE_PORT = 1_024;
    private static final int LAST_PORT = 65_535;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private static final Pattern NAME =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    /** What some would read as an IPv4 address in octal, hexadecimal or as one number (WHATWG URL, "ends in a number"). */
    private static final Pattern NUMERIC = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");

    /** @throws Refusal 400 about the member {@code url}, with what is wrong */
    static WebhookUrl parse(String text) {
        URI uri = uri(text);
        boolean tls = "https".equalsIgnoreCase(uri.getScheme());
        if (!tls && !"http".equalsIgnoreCase(uri.getScheme())) {
            throw refused("Expected https://.");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw refused("It holds a user or a fragment, which do not belong there.");
        }
        String path = Optional.ofNullable(uri.getRawPath())
                .filter(raw -> !raw.isEmpty())
                .orElse("/");
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new WebhookUrl(tls, host(uri), port(uri, tls), path + query);
    }

    private static URI uri(String text) {
        if (text.length() > LONGEST || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw refused("Expected at most " + LONGEST + " characters of ASCII; write other letters as xn-- or %XX.");
        }
        try {
            return new URI(text);
        } catch (URISyntaxException unreadable) {
            throw refused("It is no URL.");
        }
    }

    private static String host(URI uri) {
        String host = Optional.ofNullable(uri.getHost()).orElse("").toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            return Optional.of(host)
                    .filter(literal -> !literal.contains("%"))
                    .flatMap(IpAddress::parse)
                    .map(IpAddress::text)
                    .orElseThrow(() -> refused("The address in it can't be read."));
        }
        boolean isName = host.length() <= LONGEST_NAME && NAME.matcher(host).matches();
        if (!isName || NUMERIC.matcher(host).matches() && IpAddress.parse(host).isEmpty()) {
            throw refused("The host is neither a name nor an address in its usual form.");
        }
        return host;
    }

    private static int port(URI uri, boolean tls) {
        int port = uri.getPort() < 0 ? tls ? HTTPS : HTTP : uri.getPort();
        boolean sane = port == HTTPS || port == HTTP || port >= FIRST_FREE_PORT && port <= LAST_PORT;
        if (!sane) {
            throw refused("Expected port 443, 80 or one from 1024 to 65535; below are other services.");
        }
        return port;
    }

    /** Where the host is an address already. */
    Optional<IpAddress> address() {
        return IpAddress.parse(host);
    }

    /** As the header Host says it. */
    String authority() {
        String shown = host.contains(":") ? "[" + host + "]" : host;
        return port == (tls ? HTTPS : HTTP) ? shown : shown + ":" + port;
    }

    /** Without what may be secret. */
    String origin() {
        return (tls ? "https://" : "http://") + authority();
    }

    static Refusal refused(String why) {
        return Refusal.invalid("url", why);
    }
}
