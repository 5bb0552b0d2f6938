// SPDX-License-Identifier: MPL-2.0
package firefoxsync.push;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;

/** The curve of Web Push, with points in their uncompressed form: 4, x, y. */
final class P256 {
  static final int POINT_BYTES = 65;
  private static final int COORDINATE_BYTES = 32;
  private static final byte UNCOMPRESSED = 4;
  private static final String CURVE = "secp256r1";
  private static final ECParameterSpec PARAMETERS = parameters();

  private P256() {}

  private static ECParameterSpec parameters() {
    try {
      var parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec(CURVE));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw unavailable(e);
    }
  }

  static KeyPair generate() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(CURVE));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw unavailable(e);
    }
  }

  /**
   * Reads a point of the curve.
   *
   * @throws IllegalArgumentException when it is none
   */
  static ECPublicKey decode(byte[] point) {
    if (point.length != POINT_BYTES || point[0] != UNCOMPRESSED) {
      throw new IllegalArgumentException("not an uncompressed point");
    }
    var x = new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + COORDINATE_BYTES));
    var y = new BigInteger(1, Arrays.copyOfRange(point, 1 + COORDINATE_BYTES, POINT_BYTES));
    if (!isOnCurve(x, y)) {
      throw new IllegalArgumentException("not a point of the curve");
    }
    try {
      var key = KeyFactory.getInstance("EC")
          .generatePublic(new ECPublicKeySpec(new ECPoint(x, y), PARAMETERS));
      return (ECPublicKey) key;
    } catch (GeneralSecurityException e) {
      throw unavailable(e);
    }
  }

  /** Tells whether y² = x³ + ax + b: not every key factory of Java looks. */
  private static boolean isOnCurve(BigInteger x, BigInteger y) {
    var curve = PARAMETERS.getCurve();
    var prime = ((ECFieldFp) curve.getField()).getP();
    var right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(prime);
    return x.compareTo(prime) < 0
        && y.compareTo(prime) < 0
        && y.pow(2).mod(prime).equals(right);
  }

  static byte[] encode(ECPublicKey key) {
    var point = new byte[POINT_BYTES];
    point[0] = UNCOMPRESSED;
    put(key.getW().getAffineX(), point, 1);
    put(key.getW().getAffineY(), point, 1 + COORDINATE_BYTES);
    return point;
  }

  private static void put(BigInteger coordinate, byte[] target, int at) {
    // Java's form has a zero in front when the first bit is set, and no others.
    var bytes = coordinate.toByteArray();
    int count = Math.min(bytes.length, COORDINATE_BYTES);
    System.arraycopy(bytes, bytes.length - count, target, at + COORDINATE_BYTES - count, count);
  }

  /** Returns the x coordinate that both sides find, 32 bytes. */
  static byte[] agree(PrivateKey own, ECPublicKey theirs) {
    try {
      var agreement = KeyAgreement.getInstance("ECDH");
      agreement.init(own);
      agreement.doPhase(theirs, true);
      return agreement.generateSecret();
    } catch (GeneralSecurityException e) {
      throw unavailable(e);
    }
  }

  private static IllegalStateException unavailable(GeneralSecurityException e) {
    // Every Java platform of ours has this curve, and what is given here fits it.
    return new IllegalStateException(e);
  }
}
