package io.pitwall.server.postgres.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.server.auth.ScramVerifier;
import io.pitwall.server.postgres.wire.PostgresException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScramExchangeTest {
  private static final String FIRST = "n,,n=user,r=rOprNGfwEbeRWgbNEkqO";
  private static final String LAST = "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,";
  private static final String PROOF = "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";

  private final ScramExchange exchange =
      new ScramExchange(
          ScramVerifier.of("pencil", Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ=="), 4096),
          "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0");

  @Test
  void theExampleOfRfc7677RunsWordForWord() throws PostgresException {
    assertThat(exchange.first(FIRST))
        .isEqualTo(
            "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096");
    assertThat(exchange.last(LAST + PROOF, "user"))
        .isEqualTo("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
  }

  @Test
  void aWrongProofIsAWrongPassword() throws PostgresException {
    exchange.first(FIRST);
    assertThatThrownBy(() -> exchange.last(LAST + PROOF.replace("dHzb", "dHzc"), "anna"))
        .hasMessage("password authentication failed for user \"anna\"")
        .extracting(e -> ((PostgresException) e).error().sqlState())
        .isEqualTo("28P01");
  }

  @Test
  void aClientThatWouldBindTheChannelIfItWereOfferedIsTaken() throws PostgresException {
    assertThat(exchange.first("y,,n=*,r=abc")).startsWith("r=abc%hv");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "n",
        "n,",
        "n,,",
        "x,,n=,r=a",
        "n,,n=",
        "n,,n=,r=",
        "n,,r=a,n=",
        "n,,n=,r=\u0007",
        "p=tls-unique,,n=,r=a",
        "n,a=other,n=,r=a",
        "n,,m=ext,n=,r=a"
      })
  void aFirstMessageThatIsNoneIsRefused(String message) {
    assertThatThrownBy(() -> exchange.first(message)).isInstanceOf(PostgresException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "c=biws",
        ",p=",
        "c=biws,p=AAAA",
        "c=eSws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=AAAA",
        "c=biws,r=rOprNGfwEbeRWgbNEkqO,p=AAAA",
        "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=!!",
        "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=AAAA"
      })
  void aLastMessageThatIsNoneIsRefused(String message) throws PostgresException {
    exchange.first(FIRST);
    assertThatThrownBy(() -> exchange.last(message, "user")).isInstanceOf(PostgresException.class);
  }
}
