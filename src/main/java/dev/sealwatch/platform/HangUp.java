package dev.sealwatch.platform;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateEvent;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionBase;

/**
 * Closes the connection to a database that has been silent for too long.
 *
 * <p>The client's own way is to say goodbye and wait until the server hangs up, which one that stands still never does:
 * whoever waited for an answer would wait for ever, and the pool would miss the connection.
 */
final class HangUp extends ChannelInboundHandlerAdapter {

    private static final String CODEC = "codec";

    /** Arms a new connection and gives it to its pool. */
    static void arm(SqlConnection connection) {
        SocketConnectionBase socket = (SocketConnectionBase)
                ((SqlConnectionBase<?>) connection).unwrap().unwrap();
        ChannelPipeline pipeline = socket.socket().channelHandlerContext().pipeline();
        // Before the codec, which turns a close into a goodbye.
        pipeline.addBefore(CODEC, "hang-up", new HangUp());
        pipeline.addAfter(CODEC, "demotion", new Demotion());
        connection.close();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event instanceof IdleStateEvent) {
            context.close();
        } else {
            super.userEventTriggered(context, event);
        }
    }
}
