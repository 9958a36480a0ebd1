package dev.belfry.transport.http;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.DelegatingSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.spi.tls.DefaultSslContextFactory;
import io.vertx.core.spi.tls.SslContextFactory;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * The JDK's TLS, as Vert.x uses it by itself, that also tells when a handshake begins. Vert.x tells only when it has
 * ended, which would leave connecting and agreeing on TLS one number. Nothing of what TLS decides is changed here.
 */
final class ObservedTls extends JdkSSLEngineOptions {

    private final Consumer<Channel> begins;

    ObservedTls(Consumer<Channel> begins) {
        this.begins = begins;
    }

    @Override
    public ObservedTls copy() {
        return new ObservedTls(begins);
    }

    @Override
    public SslContextFactory sslContextFactory() {
        return new DefaultSslContextFactory(SslProvider.JDK, false) {
            @Override
            public SslContext create() throws SSLException {
                return new ObservedContext(super.create());
            }
        };
    }

    private final class ObservedContext extends DelegatingSslContext {
        ObservedContext(SslContext context) {
            super(context);
        }

        @Override
        protected SslHandler newHandler(ByteBufAllocator alloc, boolean startTls, Executor tasks) {
            return new ObservedHandler(newEngine(alloc), startTls, tasks);
        }

        @Override
        protected SslHandler newHandler(
                ByteBufAllocator alloc, String host, int port, boolean startTls, Executor tasks) {
            return new ObservedHandler(newEngine(alloc, host, port), startTls, tasks);
        }

        @Override
        protected void initEngine(SSLEngine engine) {
            // Vert.x sets the engine up itself.
        }
    }

    private final class ObservedHandler extends SslHandler {
        ObservedHandler(SSLEngine engine, boolean startTls, Executor tasks) {
            super(engine, startTls, tasks);
        }

        /** Where TCP has connected before, the handshake begins here. */
        @Override
        public void handlerAdded(ChannelHandlerContext context) throws Exception {
            if (context.channel().isActive()) {
                begins.accept(context.channel());
            }
            super.handlerAdded(context);
        }

        @Override
        public void channelActive(ChannelHandlerContext context) throws Exception {
            begins.accept(context.channel());
            super.channelActive(context);
        }
    }
}
