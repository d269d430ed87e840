import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Set;

/** The order of a SET OF in DER. Bouncy Castle 1.72 sorts context tags before universal ones, X.690 does not. */
final class SetOf {
    private SetOf() {
    }

    static boolean isSorted(ASN1Set set) throws IOException {
        byte[] last = new byte[0];
        for (ASN1Encodable element : set) {
            byte[] next = element.toASN1Primitive().getEncoded(ASN1Encoding.DL);
            if (Arrays.compareUnsigned(last, next) > 0) {
                return false;
            }
            last = next;
        }
        return true;
    }
}
