//! The findings in French.

use super::{Fatal, Finding, Warning};
use core::ffi::CStr;

sentences! { in_french:
    Fatal {
        OuterStructure: "Ceci n'est pas un message scellé, ou il a été endommagé en chemin ; \
            demandez à l'expéditeur de le renvoyer.",
        OuterContentMissing: "Le message scellé n'a pas de contenu ; demandez à l'expéditeur de le \
            renvoyer.",
        OuterSignerCount: "Le message n'est pas signé par un seul et unique expéditeur ; ne \
            l'utilisez pas et demandez à l'expéditeur de le renvoyer.",
        OuterCertificates: "Un certificat de l'expéditeur est endommagé et illisible ; demandez à \
            l'expéditeur de renvoyer le message.",
        OuterCertificateMissing: "Le message ne montre pas qui l'a envoyé, car le certificat de \
            l'expéditeur manque ; demandez à l'expéditeur de le renvoyer.",
        EnvelopeStructure | NotDecrypted: "Le message n'a pas pu être ouvert ; demandez à \
            l'expéditeur de le renvoyer.",
        NoKeyTransRecipient: "Le message n'est pas adressé à un destinataire connu ; il faut une \
            clé du service de clés eHealth (KGSS) pour l'ouvrir.",
        NoKekRecipient: "Aucune clé du service de clés eHealth (KGSS) n'ouvre ce message ; essayez \
            avec votre certificat eHealth.",
        SecretKeyMismatch: "La clé du service de clés eHealth (KGSS) ne convient pas à ce message \
            ; demandez au service la clé qui lui correspond.",
        PrivateKeyNotFound: "Le message n'a pas été scellé pour votre certificat eHealth ; essayez \
            vos anciens certificats, ou demandez à l'expéditeur de le renvoyer.",
        InnerStructure: "Le contenu du message est endommagé ; demandez à l'expéditeur de le \
            renvoyer.",
        InnerContentMissing: "Le message a été ouvert, mais il est vide ; demandez à l'expéditeur \
            de le renvoyer.",
        InnerSignerCount: "Le contenu n'est pas signé par un seul et unique auteur ; ne l'utilisez \
            pas et demandez à l'expéditeur de renvoyer le message.",
        InnerCertificates: "Un certificat de l'auteur est endommagé et illisible ; demandez à \
            l'expéditeur de renvoyer le message.",
        CertificationPathCheckFailed: "Le certificat n'a pas pu être vérifié, car ce programme ne \
            sait pas à qui se fier ; contactez votre fournisseur de logiciel.",
        OcspCheckFailed: "Il n'a pas été possible de savoir si un certificat a été révoqué ; \
            réessayez plus tard.",
        CrlCheckFailed: "La liste des certificats révoqués n'a pas pu être lue ; réessayez plus \
            tard.",
        StampFailed: "L'horodatage est illisible ou n'appartient pas à ce message ; demandez à \
            l'expéditeur de le renvoyer.",
    }
    Finding {
        ContentKeyLength: "Le message est chiffré avec une clé dont la longueur n'est pas \
            autorisée ; demandez à l'expéditeur de mettre son logiciel à jour.",
        ContentAlgorithm: "Le message est chiffré d'une façon qui n'est pas autorisée ; demandez à \
            l'expéditeur de mettre son logiciel à jour.",
        ContentPadding: "La fin du message chiffré n'est pas complétée de la façon autorisée ; \
            demandez à l'expéditeur de mettre son logiciel à jour.",
        DecryptionKeyLength: "Votre propre clé est trop courte pour être sûre ; renouvelez votre \
            certificat eHealth.",
        KeyTransportAlgorithm: "La clé du message est protégée d'une façon qui n'est pas autorisée \
            ; demandez à l'expéditeur de mettre son logiciel à jour.",
        Integrity: "Les deux signatures du message ne vont pas ensemble ; ne vous y fiez pas et \
            contactez l'expéditeur.",
        OuterAlgorithm: "La signature de l'expéditeur est d'un type qui n'est pas autorisé ; \
            demandez à l'expéditeur de mettre son logiciel à jour.",
        OuterDigestAlgorithm: "La signature de l'expéditeur a été calculée d'une façon qui n'est \
            pas autorisée ; demandez à l'expéditeur de mettre son logiciel à jour.",
        OuterKeyLength: "La signature de l'expéditeur a été faite avec une clé trop faible ; \
            demandez à l'expéditeur de renouveler son certificat.",
        OuterCertificateMissing: "Le message ne montre pas qui l'a envoyé, car le certificat de \
            l'expéditeur manque ; demandez à l'expéditeur de le renvoyer.",
        OuterKeyUsage: "Le certificat de l'expéditeur n'est pas destiné aux signatures ; demandez \
            à l'expéditeur de signer avec le bon certificat.",
        OuterRevoked: "Le certificat de l'expéditeur a été révoqué ; ne vous fiez pas au message \
            et contactez l'expéditeur.",
        OuterStatusUnknown: "Il n'a pas été possible de savoir si le certificat de l'expéditeur a \
            été révoqué ; réessayez plus tard.",
        OuterExpired: "Le certificat de l'expéditeur a expiré ; demandez à l'expéditeur de le \
            renouveler et de renvoyer le message.",
        OuterNotYetValid: "Le certificat de l'expéditeur n'était pas encore valable ; demandez à \
            l'expéditeur de vérifier le certificat et l'horloge de l'ordinateur.",
        OuterChain: "Le certificat de l'expéditeur ne vient pas d'une autorité reconnue ici ; \
            vérifiez qui a envoyé le message avant de l'utiliser.",
        OuterMismatch: "La signature de l'expéditeur est fausse : le message a été modifié, ou \
            quelqu'un d'autre l'a signé ; ne l'utilisez pas.",
        OuterNotExpected: "Le message a été envoyé par quelqu'un d'autre que prévu ; vérifiez qui \
            l'a envoyé avant de l'utiliser.",
        OuterNotVerified: "La signature de l'expéditeur n'a pas pu être vérifiée et le message a \
            peut-être été modifié ; ne l'utilisez pas.",
        InnerAlgorithm: "La signature de l'auteur est d'un type qui n'est pas autorisé ; demandez \
            à l'expéditeur de mettre son logiciel à jour.",
        InnerDigestAlgorithm: "La signature de l'auteur a été calculée d'une façon qui n'est pas \
            autorisée ; demandez à l'expéditeur de mettre son logiciel à jour.",
        InnerKeyLength: "La signature de l'auteur a été faite avec une clé trop faible ; demandez \
            à l'auteur de renouveler son certificat.",
        InnerKeyUsage: "Le certificat de l'auteur n'est pas destiné aux signatures ; demandez à \
            l'auteur de signer avec le bon certificat.",
        InnerRevoked: "Le certificat de l'auteur a été révoqué ; ne vous fiez pas au contenu et \
            contactez l'auteur.",
        InnerStatusUnknown: "Il n'a pas été possible de savoir si le certificat de l'auteur a été \
            révoqué ; réessayez plus tard.",
        InnerExpired: "Le certificat de l'auteur a expiré ; demandez à l'auteur de le renouveler \
            et de signer à nouveau le contenu.",
        InnerNotYetValid: "Le certificat de l'auteur n'était pas encore valable ; demandez à \
            l'auteur de vérifier le certificat et l'horloge de l'ordinateur.",
        InnerChain: "Le certificat de l'auteur ne vient pas d'une autorité reconnue ici ; vérifiez \
            qui a écrit le contenu avant de l'utiliser.",
        InnerMismatch: "La signature de l'auteur est fausse : le contenu a été modifié, ou \
            quelqu'un d'autre l'a signé ; ne l'utilisez pas.",
        InnerNotExpected: "Le contenu a été signé par quelqu'un d'autre que prévu ; vérifiez qui \
            l'a écrit avant de l'utiliser.",
        InnerNotVerified: "La signature de l'auteur n'a pas pu être vérifiée et le contenu a \
            peut-être été modifié ; ne l'utilisez pas.",
        SigningTimeMissing: "Le message ne dit pas quand il a été signé ; vérifiez qu'il ne s'agit \
            pas d'un ancien message.",
        SigningTimeExpired: "Le message n'a pas été signé à l'instant et rien ne prouve quand il \
            l'a été ; vérifiez qu'il ne s'agit pas d'un ancien message.",
        OcspNotEmbedded: "Le message n'apporte pas la preuve que le certificat du signataire \
            n'était pas révoqué.",
        OcspResponseInvalid: "Le service qui connaît les certificats révoqués ne dit rien de \
            celui-ci ; réessayez plus tard.",
        OcspResponderTrust: "Le service qui connaît les certificats révoqués n'est pas reconnu ici \
            ; contactez votre fournisseur de logiciel.",
        OcspResponderExpired: "Le service qui connaît les certificats révoqués a lui-même un \
            certificat expiré ; réessayez plus tard.",
        OcspResponderRevoked: "Le service qui connaît les certificats révoqués a lui-même un \
            certificat révoqué ; contactez votre fournisseur de logiciel.",
        TimeStampMismatch: "L'horodatage a été fait pour un autre message ; ne vous fiez pas à \
            l'heure qu'il indique.",
        TimeStampInvalid: "L'horodatage est endommagé ou a été fait pour un autre message ; ne \
            vous fiez pas à l'heure qu'il indique.",
        TimeStampTrust: "L'horodatage ne vient pas d'une autorité reconnue ici ; ne vous fiez pas \
            à l'heure qu'il indique.",
        TimeStampExpired: "L'autorité qui a fait l'horodatage a un certificat expiré ; ne vous \
            fiez pas à l'heure qu'il indique.",
        TimeStampRevoked: "L'autorité qui a fait l'horodatage a un certificat révoqué ; ne vous \
            fiez pas à l'heure qu'il indique.",
        CrlTrust: "La liste des certificats révoqués ne vient pas d'une autorité reconnue ici ; \
            contactez votre fournisseur de logiciel.",
        TokenSignature: "La clé de chiffrement du destinataire n'a pas été confirmée par lui ; \
            n'envoyez rien avec elle et contactez le destinataire.",
        TokenAuthenticationKey: "Le certificat lié à la clé de chiffrement du destinataire n'est \
            pas du bon type ; demandez au destinataire de créer une nouvelle clé de chiffrement.",
        TokenCertificates: "Les certificats de la clé de chiffrement du destinataire ne \
            conviennent pas à leur usage ; demandez au destinataire de créer une nouvelle clé de \
            chiffrement.",
        TokenEncryptionExpired: "La clé de chiffrement du destinataire a expiré ; demandez au \
            destinataire de la renouveler.",
        TokenEncryptionNotYetValid: "La clé de chiffrement du destinataire n'est pas encore \
            valable ; réessayez plus tard.",
        TokenAuthenticationExpired: "Le certificat lié à la clé de chiffrement du destinataire a \
            expiré ; demandez au destinataire de le renouveler.",
        TokenAuthenticationNotYetValid: "Le certificat lié à la clé de chiffrement du destinataire \
            n'est pas encore valable ; réessayez plus tard.",
        TokenEncryptionKeyUsage: "La clé de chiffrement du destinataire n'est pas destinée au \
            chiffrement ; demandez au destinataire d'en créer une nouvelle.",
        TokenAuthenticationKeyUsage: "Le certificat lié à la clé de chiffrement du destinataire \
            n'est pas destiné aux signatures ; demandez au destinataire de créer une nouvelle clé \
            de chiffrement.",
        TokenHolders: "La clé de chiffrement du destinataire et le certificat qui lui est lié ont \
            des titulaires différents ; n'envoyez rien avec elle et contactez le destinataire.",
        TokenAuthenticationRevoked: "Le certificat lié à la clé de chiffrement du destinataire a \
            été révoqué ; n'envoyez rien avec elle et contactez le destinataire.",
        TokenAuthenticationUnknown: "Il n'a pas été possible de savoir si le certificat lié à la \
            clé de chiffrement du destinataire est fiable ; n'envoyez rien avec elle et réessayez \
            plus tard.",
        TokenAuthorityExpired: "L'autorité qui a enregistré la clé de chiffrement du destinataire \
            a un certificat expiré ; demandez au destinataire de renouveler sa clé de chiffrement.",
        TokenAuthorityRevoked: "L'autorité qui a enregistré la clé de chiffrement du destinataire \
            a un certificat révoqué ; n'envoyez rien avec elle et contactez le destinataire.",
        TokenAuthorityUnknown: "La clé de chiffrement du destinataire n'a pas été enregistrée par \
            une autorité reconnue ici ; n'envoyez rien avec elle et contactez le destinataire.",
    }
    Warning {
        SigningTimeMissing: "Le message ne dit pas quand il a été signé ; vérifiez qu'il ne s'agit \
            pas d'un ancien message.",
        SigningTimeExpired: "Le message n'a pas été signé à l'instant et rien ne prouve quand il \
            l'a été ; vérifiez qu'il ne s'agit pas d'un ancien message.",
        OcspNotEmbedded: "Le message n'apporte pas la preuve que le certificat du signataire \
            n'était pas révoqué.",
        CrlTrustNotVerified: "Une liste de certificats révoqués a été utilisée sans que son \
            origine ait pu être vérifiée.",
    }
}
