// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import firefoxsync.metrics.MetricsText;
import firefoxsync.tls.CertificateFiles;
import firefoxsync.tls.CertificatePair;
import firefoxsync.tls.CertificateWatch;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TLS with which connections begin, by the JDK's own provider: versions 1.2 and 1.3, with the
 * certificate that the files hold now. Safe for concurrent use.
 */
// Netty tells failures to the pipeline as well as to the future.
@SuppressWarnings("FutureReturnValueIgnored")
final class TlsFront implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TlsFront.class);

  private final CertificateWatch watch;
  private volatile @Nullable SslContext context;
  private volatile Instant ends = Instant.EPOCH;

  /**
   * Reads the files, and again when they change.
   *
   * @throws firefoxsync.tls.UnusableCertificateException when they cannot be used now
   */
  TlsFront(CertificateFiles files, Duration every) {
    watch = new CertificateWatch(files, every, this::use);
  }

  /**
   * Puts TLS first in the connection's pipeline.
   *
   * @param handshakeTime after which a client that has not come to terms is closed
   * @param agreed called with the connection and the name of the protocol that both speak
   */
  void guard(Channel channel, Duration handshakeTime, BiConsumer<Channel, String> agreed) {
    var tls = Objects.requireNonNull(context).newHandler(channel.alloc());
    tls.setHandshakeTimeoutMillis(handshakeTime.toMillis());
    channel.pipeline().addLast(tls).addLast(new Agreement(agreed));
  }

  void tell(MetricsText text) {
    text.gauge("certificate_expiry_timestamp_seconds", "When the certificate in use ends.")
        .value(ends.getEpochSecond());
  }

  @Override
  public void close() {
    watch.close();
  }

  private void use(CertificatePair pair) {
    context = context(pair);
    ends = pair.ends();
  }

  private static SslContext context(CertificatePair pair) {
    try {
      return SslContextBuilder.forServer(pair.key(), pair.chain().toArray(new X509Certificate[0]))
          .sslProvider(SslProvider.JDK)
          .protocols("TLSv1.3", "TLSv1.2")
          .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
          .applicationProtocolConfig(new ApplicationProtocolConfig(
              Protocol.ALPN,
              SelectorFailureBehavior.NO_ADVERTISE,
              SelectedListenerFailureBehavior.ACCEPT,
              ApplicationProtocolNames.HTTP_2,
              ApplicationProtocolNames.HTTP_1_1))
          .build();
    } catch (SSLException e) {
      throw new IllegalStateException("TLS cannot use " + pair, e);
    }
  }

  /** Waits until both sides know which HTTP they speak. */
  private static final class Agreement extends ApplicationProtocolNegotiationHandler {
    private final BiConsumer<Channel, String> agreed;

    Agreement(BiConsumer<Channel, String> agreed) {
      super(ApplicationProtocolNames.HTTP_1_1);
      this.agreed = agreed;
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext ctx, String protocol) {
      agreed.accept(ctx.channel(), protocol);
    }

    @Override
    protected void handshakeFailure(ChannelHandlerContext ctx, Throwable cause) {
      // Any port scan does this.
      log.debug("no TLS: {}", cause.toString());
      ctx.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      log.debug("connection lost: {}", cause.toString());
      ctx.close();
    }
  }
}
