package dev.sealwatch.platform;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.impl.command.CommandResponse;

/**
 * Closes the connection to a server that writes no more: after a failover, a new one may find the new primary, while the
 * old one would be refused for ever.
 */
final class Demotion extends ChannelInboundHandlerAdapter {

    private static final String READ_ONLY = "25006";

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        // First told to who asked: a connection that is closed knows no reason.
        super.channelRead(context, message);
        if (message instanceof CommandResponse<?> response && isRefusedWrite(response)) {
            context.pipeline().context(HangUp.class).close();
        }
    }

    private static boolean isRefusedWrite(CommandResponse<?> response) {
        return response.toAsyncResult().cause() instanceof PgException refused
                && READ_ONLY.equals(refused.getSqlState());
    }
}
