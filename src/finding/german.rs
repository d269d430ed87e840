//! The findings in German.

use super::{Fatal, Finding, Warning};
use core::ffi::CStr;

sentences! { in_german:
    Fatal {
        OuterStructure: "Das ist keine versiegelte Nachricht, oder sie wurde unterwegs beschädigt; \
            bitten Sie den Absender, sie noch einmal zu senden.",
        OuterContentMissing: "Die versiegelte Nachricht hat keinen Inhalt; bitten Sie den \
            Absender, sie noch einmal zu senden.",
        OuterSignerCount: "Die Nachricht ist nicht von genau einem Absender signiert; verwenden \
            Sie sie nicht, und bitten Sie den Absender, sie noch einmal zu senden.",
        OuterCertificates: "Ein Zertifikat des Absenders ist beschädigt und nicht lesbar; bitten \
            Sie den Absender, die Nachricht noch einmal zu senden.",
        OuterCertificateMissing: "Die Nachricht zeigt nicht, wer sie gesendet hat, denn das \
            Zertifikat des Absenders fehlt; bitten Sie den Absender, sie noch einmal zu senden.",
        EnvelopeStructure | NotDecrypted: "Die Nachricht konnte nicht geöffnet werden; bitten Sie \
            den Absender, sie noch einmal zu senden.",
        NoKeyTransRecipient: "Die Nachricht ist an keinen bekannten Empfänger gerichtet; um sie zu \
            öffnen, braucht es einen Schlüssel des eHealth-Schlüsseldienstes (KGSS).",
        NoKekRecipient: "Kein Schlüssel des eHealth-Schlüsseldienstes (KGSS) öffnet diese \
            Nachricht; versuchen Sie es mit Ihrem eHealth-Zertifikat.",
        SecretKeyMismatch: "Der Schlüssel des eHealth-Schlüsseldienstes (KGSS) passt nicht zu \
            dieser Nachricht; rufen Sie den Schlüssel ab, der zu ihr gehört.",
        PrivateKeyNotFound: "Die Nachricht wurde nicht für Ihr eHealth-Zertifikat versiegelt; \
            versuchen Sie es mit Ihren älteren Zertifikaten, oder bitten Sie den Absender, sie \
            noch einmal zu senden.",
        InnerStructure: "Der Inhalt der Nachricht ist beschädigt; bitten Sie den Absender, sie \
            noch einmal zu senden.",
        InnerContentMissing: "Die Nachricht wurde geöffnet, aber sie ist leer; bitten Sie den \
            Absender, sie noch einmal zu senden.",
        InnerSignerCount: "Der Inhalt ist nicht von genau einem Verfasser signiert; verwenden Sie \
            ihn nicht, und bitten Sie den Absender, die Nachricht noch einmal zu senden.",
        InnerCertificates: "Ein Zertifikat des Verfassers ist beschädigt und nicht lesbar; bitten \
            Sie den Absender, die Nachricht noch einmal zu senden.",
        CertificationPathCheckFailed: "Das Zertifikat konnte nicht geprüft werden, weil dieses \
            Programm nicht weiß, wem es vertrauen darf; wenden Sie sich an Ihren Softwareanbieter.",
        OcspCheckFailed: "Es war nicht festzustellen, ob ein Zertifikat widerrufen wurde; \
            versuchen Sie es später noch einmal.",
        CrlCheckFailed: "Die Liste der widerrufenen Zertifikate konnte nicht gelesen werden; \
            versuchen Sie es später noch einmal.",
        StampFailed: "Der Zeitstempel ist nicht lesbar oder gehört nicht zu dieser Nachricht; \
            bitten Sie den Absender, sie noch einmal zu senden.",
    }
    Finding {
        ContentKeyLength: "Die Nachricht ist mit einem Schlüssel verschlüsselt, dessen Länge nicht \
            erlaubt ist; bitten Sie den Absender, seine Software zu aktualisieren.",
        ContentAlgorithm: "Die Nachricht ist auf eine Weise verschlüsselt, die nicht erlaubt ist; \
            bitten Sie den Absender, seine Software zu aktualisieren.",
        ContentPadding: "Das Ende der verschlüsselten Nachricht ist nicht in der erlaubten Weise \
            aufgefüllt; bitten Sie den Absender, seine Software zu aktualisieren.",
        DecryptionKeyLength: "Ihr eigener Schlüssel ist zu kurz, um sicher zu sein; erneuern Sie \
            Ihr eHealth-Zertifikat.",
        KeyTransportAlgorithm: "Der Schlüssel der Nachricht ist auf eine Weise geschützt, die \
            nicht erlaubt ist; bitten Sie den Absender, seine Software zu aktualisieren.",
        Integrity: "Die beiden Signaturen der Nachricht gehören nicht zusammen; verlassen Sie sich \
            nicht darauf, und wenden Sie sich an den Absender.",
        OuterAlgorithm: "Die Signatur des Absenders ist von einer Art, die nicht erlaubt ist; \
            bitten Sie den Absender, seine Software zu aktualisieren.",
        OuterDigestAlgorithm: "Die Signatur des Absenders wurde auf eine Weise berechnet, die \
            nicht erlaubt ist; bitten Sie den Absender, seine Software zu aktualisieren.",
        OuterKeyLength: "Die Signatur des Absenders wurde mit einem zu schwachen Schlüssel \
            erstellt; bitten Sie den Absender, sein Zertifikat zu erneuern.",
        OuterCertificateMissing: "Die Nachricht zeigt nicht, wer sie gesendet hat, denn das \
            Zertifikat des Absenders fehlt; bitten Sie den Absender, sie noch einmal zu senden.",
        OuterKeyUsage: "Das Zertifikat des Absenders ist nicht für Signaturen bestimmt; bitten Sie \
            den Absender, mit dem richtigen Zertifikat zu signieren.",
        OuterRevoked: "Das Zertifikat des Absenders wurde widerrufen; verlassen Sie sich nicht auf \
            die Nachricht, und wenden Sie sich an den Absender.",
        OuterStatusUnknown: "Es war nicht festzustellen, ob das Zertifikat des Absenders \
            widerrufen wurde; versuchen Sie es später noch einmal.",
        OuterExpired: "Das Zertifikat des Absenders ist abgelaufen; bitten Sie den Absender, es zu \
            erneuern und die Nachricht noch einmal zu senden.",
        OuterNotYetValid: "Das Zertifikat des Absenders war noch nicht gültig; bitten Sie den \
            Absender, das Zertifikat und die Uhr des Computers zu prüfen.",
        OuterChain: "Das Zertifikat des Absenders stammt nicht von einer Stelle, der hier vertraut \
            wird; prüfen Sie, wer die Nachricht gesendet hat, bevor Sie sie verwenden.",
        OuterMismatch: "Die Signatur des Absenders ist falsch: Die Nachricht wurde verändert oder \
            von jemand anderem signiert; verwenden Sie sie nicht.",
        OuterNotExpected: "Die Nachricht wurde von jemand anderem gesendet als erwartet; prüfen \
            Sie, wer sie gesendet hat, bevor Sie sie verwenden.",
        OuterNotVerified: "Die Signatur des Absenders konnte nicht geprüft werden, und die \
            Nachricht wurde vielleicht verändert; verwenden Sie sie nicht.",
        InnerAlgorithm: "Die Signatur des Verfassers ist von einer Art, die nicht erlaubt ist; \
            bitten Sie den Absender, seine Software zu aktualisieren.",
        InnerDigestAlgorithm: "Die Signatur des Verfassers wurde auf eine Weise berechnet, die \
            nicht erlaubt ist; bitten Sie den Absender, seine Software zu aktualisieren.",
        InnerKeyLength: "Die Signatur des Verfassers wurde mit einem zu schwachen Schlüssel \
            erstellt; bitten Sie den Verfasser, sein Zertifikat zu erneuern.",
        InnerKeyUsage: "Das Zertifikat des Verfassers ist nicht für Signaturen bestimmt; bitten \
            Sie den Verfasser, mit dem richtigen Zertifikat zu signieren.",
        InnerRevoked: "Das Zertifikat des Verfassers wurde widerrufen; verlassen Sie sich nicht \
            auf den Inhalt, und wenden Sie sich an den Verfasser.",
        InnerStatusUnknown: "Es war nicht festzustellen, ob das Zertifikat des Verfassers \
            widerrufen wurde; versuchen Sie es später noch einmal.",
        InnerExpired: "Das Zertifikat des Verfassers ist abgelaufen; bitten Sie den Verfasser, es \
            zu erneuern und den Inhalt noch einmal zu signieren.",
        InnerNotYetValid: "Das Zertifikat des Verfassers war noch nicht gültig; bitten Sie den \
            Verfasser, das Zertifikat und die Uhr des Computers zu prüfen.",
        InnerChain: "Das Zertifikat des Verfassers stammt nicht von einer Stelle, der hier \
            vertraut wird; prüfen Sie, wer den Inhalt verfasst hat, bevor Sie ihn verwenden.",
        InnerMismatch: "Die Signatur des Verfassers ist falsch: Der Inhalt wurde verändert oder \
            von jemand anderem signiert; verwenden Sie ihn nicht.",
        InnerNotExpected: "Der Inhalt wurde von jemand anderem signiert als erwartet; prüfen Sie, \
            wer ihn verfasst hat, bevor Sie ihn verwenden.",
        InnerNotVerified: "Die Signatur des Verfassers konnte nicht geprüft werden, und der Inhalt \
            wurde vielleicht verändert; verwenden Sie ihn nicht.",
        SigningTimeMissing: "Die Nachricht sagt nicht, wann sie signiert wurde; prüfen Sie, ob es \
            keine alte Nachricht ist.",
        SigningTimeExpired: "Die Nachricht wurde nicht gerade eben signiert, und nichts beweist, \
            wann es geschah; prüfen Sie, ob es keine alte Nachricht ist.",
        OcspNotEmbedded: "Der Nachricht liegt kein Beweis bei, dass das Zertifikat des \
            Unterzeichners nicht widerrufen war.",
        OcspResponseInvalid: "Der Dienst, der die widerrufenen Zertifikate kennt, sagt nichts über \
            dieses; versuchen Sie es später noch einmal.",
        OcspResponderTrust: "Dem Dienst, der die widerrufenen Zertifikate kennt, wird hier nicht \
            vertraut; wenden Sie sich an Ihren Softwareanbieter.",
        OcspResponderExpired: "Der Dienst, der die widerrufenen Zertifikate kennt, hat selbst ein \
            abgelaufenes Zertifikat; versuchen Sie es später noch einmal.",
        OcspResponderRevoked: "Das eigene Zertifikat des Dienstes, der die widerrufenen \
            Zertifikate kennt, wurde widerrufen; wenden Sie sich an Ihren Softwareanbieter.",
        TimeStampMismatch: "Der Zeitstempel wurde für eine andere Nachricht erstellt; verlassen \
            Sie sich nicht auf die Zeit, die er angibt.",
        TimeStampInvalid: "Der Zeitstempel ist beschädigt oder wurde für eine andere Nachricht \
            erstellt; verlassen Sie sich nicht auf die Zeit, die er angibt.",
        TimeStampTrust: "Der Zeitstempel stammt nicht von einer Stelle, der hier vertraut wird; \
            verlassen Sie sich nicht auf die Zeit, die er angibt.",
        TimeStampExpired: "Die Stelle, die den Zeitstempel erstellt hat, hat ein abgelaufenes \
            Zertifikat; verlassen Sie sich nicht auf die Zeit, die er angibt.",
        TimeStampRevoked: "Das Zertifikat der Stelle, die den Zeitstempel erstellt hat, wurde \
            widerrufen; verlassen Sie sich nicht auf die Zeit, die er angibt.",
        CrlTrust: "Die Liste der widerrufenen Zertifikate stammt nicht von einer Stelle, der hier \
            vertraut wird; wenden Sie sich an Ihren Softwareanbieter.",
        TokenSignature: "Der Schlüssel des Empfängers wurde nicht von ihm bestätigt; senden Sie \
            nichts damit, und wenden Sie sich an den Empfänger.",
        TokenAuthenticationKey: "Das Zertifikat hinter dem Schlüssel des Empfängers ist nicht von \
            der richtigen Art; bitten Sie den Empfänger, einen neuen Schlüssel zu erstellen.",
        TokenCertificates: "Die Zertifikate des Schlüssels des Empfängers sind für ihren Zweck \
            nicht geeignet; bitten Sie den Empfänger, einen neuen Schlüssel zu erstellen.",
        TokenEncryptionExpired: "Der Schlüssel des Empfängers ist abgelaufen; bitten Sie den \
            Empfänger, ihn zu erneuern.",
        TokenEncryptionNotYetValid: "Der Schlüssel des Empfängers ist noch nicht gültig; versuchen \
            Sie es später noch einmal.",
        TokenAuthenticationExpired: "Das Zertifikat hinter dem Schlüssel des Empfängers ist \
            abgelaufen; bitten Sie den Empfänger, es zu erneuern.",
        TokenAuthenticationNotYetValid: "Das Zertifikat hinter dem Schlüssel des Empfängers ist \
            noch nicht gültig; versuchen Sie es später noch einmal.",
        TokenEncryptionKeyUsage: "Der Schlüssel des Empfängers ist nicht zum Verschlüsseln \
            bestimmt; bitten Sie den Empfänger, einen neuen zu erstellen.",
        TokenAuthenticationKeyUsage: "Das Zertifikat hinter dem Schlüssel des Empfängers ist nicht \
            für Signaturen bestimmt; bitten Sie den Empfänger, einen neuen Schlüssel zu erstellen.",
        TokenHolders: "Der Schlüssel des Empfängers und das Zertifikat dahinter haben verschiedene \
            Inhaber; senden Sie nichts damit, und wenden Sie sich an den Empfänger.",
        TokenAuthenticationRevoked: "Das Zertifikat hinter dem Schlüssel des Empfängers wurde \
            widerrufen; senden Sie nichts damit, und wenden Sie sich an den Empfänger.",
        TokenAuthenticationUnknown: "Es war nicht festzustellen, ob dem Zertifikat hinter dem \
            Schlüssel des Empfängers zu trauen ist; senden Sie nichts damit, und versuchen Sie es \
            später noch einmal.",
        TokenAuthorityExpired: "Die Stelle, die den Schlüssel des Empfängers registriert hat, hat \
            ein abgelaufenes Zertifikat; bitten Sie den Empfänger, seinen Schlüssel zu erneuern.",
        TokenAuthorityRevoked: "Das Zertifikat der Stelle, die den Schlüssel des Empfängers \
            registriert hat, wurde widerrufen; senden Sie nichts damit, und wenden Sie sich an den \
            Empfänger.",
        TokenAuthorityUnknown: "Der Schlüssel des Empfängers wurde nicht von einer Stelle \
            registriert, der hier vertraut wird; senden Sie nichts damit, und wenden Sie sich an \
            den Empfänger.",
    }
    Warning {
        SigningTimeMissing: "Die Nachricht sagt nicht, wann sie signiert wurde; prüfen Sie, ob es \
            keine alte Nachricht ist.",
        SigningTimeExpired: "Die Nachricht wurde nicht gerade eben signiert, und nichts beweist, \
            wann es geschah; prüfen Sie, ob es keine alte Nachricht ist.",
        OcspNotEmbedded: "Der Nachricht liegt kein Beweis bei, dass das Zertifikat des \
            Unterzeichners nicht widerrufen war.",
        CrlTrustNotVerified: "Eine Liste widerrufener Zertifikate wurde verwendet, ohne dass \
            geprüft werden konnte, wer sie erstellt hat.",
    }
}
