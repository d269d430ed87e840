//! The findings in Dutch.

use super::{Fatal, Finding, Warning};
use core::ffi::CStr;

sentences! { in_dutch:
    Fatal {
        OuterStructure: "Dit is geen verzegeld bericht, of het raakte onderweg beschadigd; vraag \
            de afzender om het opnieuw te sturen.",
        OuterContentMissing: "Het verzegelde bericht heeft geen inhoud; vraag de afzender om het \
            opnieuw te sturen.",
        OuterSignerCount: "Het bericht is niet door precies één afzender ondertekend; gebruik het \
            niet en vraag de afzender om het opnieuw te sturen.",
        OuterCertificates: "Een certificaat van de afzender is beschadigd en kan niet gelezen \
            worden; vraag de afzender om het bericht opnieuw te sturen.",
        OuterCertificateMissing: "Het bericht toont niet wie het verstuurde, want het certificaat \
            van de afzender ontbreekt; vraag de afzender om het opnieuw te sturen.",
        EnvelopeStructure | NotDecrypted: "Het bericht kon niet geopend worden; vraag de afzender \
            om het opnieuw te sturen.",
        NoKeyTransRecipient: "Het bericht is niet aan een bekende ontvanger gericht; om het te \
            openen is een sleutel van de eHealth-sleuteldienst (KGSS) nodig.",
        NoKekRecipient: "Geen enkele sleutel van de eHealth-sleuteldienst (KGSS) opent dit \
            bericht; probeer het met uw eHealth-certificaat.",
        SecretKeyMismatch: "De sleutel van de eHealth-sleuteldienst (KGSS) past niet op dit \
            bericht; haal de sleutel op die erbij hoort.",
        PrivateKeyNotFound: "Het bericht is niet voor uw eHealth-certificaat verzegeld; probeer uw \
            oudere certificaten, of vraag de afzender om het opnieuw te sturen.",
        InnerStructure: "De inhoud van het bericht is beschadigd; vraag de afzender om het opnieuw \
            te sturen.",
        InnerContentMissing: "Het bericht werd geopend, maar er zit niets in; vraag de afzender om \
            het opnieuw te sturen.",
        InnerSignerCount: "De inhoud is niet door precies één auteur ondertekend; gebruik hem niet \
            en vraag de afzender om het bericht opnieuw te sturen.",
        InnerCertificates: "Een certificaat van de auteur is beschadigd en kan niet gelezen \
            worden; vraag de afzender om het bericht opnieuw te sturen.",
        CertificationPathCheckFailed: "Het certificaat kon niet gecontroleerd worden, omdat dit \
            programma niet weet wie het mag vertrouwen; neem contact op met uw \
            softwareleverancier.",
        OcspCheckFailed: "Er kon niet nagegaan worden of een certificaat ingetrokken is; probeer \
            het later opnieuw.",
        CrlCheckFailed: "De lijst van ingetrokken certificaten kon niet gelezen worden; probeer \
            het later opnieuw.",
        StampFailed: "De tijdstempel kan niet gelezen worden of hoort niet bij dit bericht; vraag \
            de afzender om het opnieuw te sturen.",
    }
    Finding {
        ContentKeyLength: "Het bericht is versleuteld met een sleutel van een lengte die niet \
            toegelaten is; vraag de afzender om zijn software bij te werken.",
        ContentAlgorithm: "Het bericht is versleuteld op een manier die niet toegelaten is; vraag \
            de afzender om zijn software bij te werken.",
        ContentPadding: "Het einde van het versleutelde bericht is niet aangevuld op de toegelaten \
            manier; vraag de afzender om zijn software bij te werken.",
        DecryptionKeyLength: "Uw eigen sleutel is te kort om veilig te zijn; vernieuw uw \
            eHealth-certificaat.",
        KeyTransportAlgorithm: "De sleutel van het bericht is beschermd op een manier die niet \
            toegelaten is; vraag de afzender om zijn software bij te werken.",
        Integrity: "De twee handtekeningen van het bericht horen niet bij elkaar; vertrouw er niet \
            op en neem contact op met de afzender.",
        OuterAlgorithm: "De handtekening van de afzender is van een soort die niet toegelaten is; \
            vraag de afzender om zijn software bij te werken.",
        OuterDigestAlgorithm: "De handtekening van de afzender is berekend op een manier die niet \
            toegelaten is; vraag de afzender om zijn software bij te werken.",
        OuterKeyLength: "De handtekening van de afzender is gezet met een sleutel die niet sterk \
            genoeg is; vraag de afzender om zijn certificaat te vernieuwen.",
        OuterCertificateMissing: "Het bericht toont niet wie het verstuurde, want het certificaat \
            van de afzender ontbreekt; vraag de afzender om het opnieuw te sturen.",
        OuterKeyUsage: "Het certificaat van de afzender is niet bedoeld voor handtekeningen; vraag \
            de afzender om met het juiste certificaat te ondertekenen.",
        OuterRevoked: "Het certificaat van de afzender is ingetrokken; vertrouw niet op het \
            bericht en neem contact op met de afzender.",
        OuterStatusUnknown: "Er kon niet nagegaan worden of het certificaat van de afzender \
            ingetrokken is; probeer het later opnieuw.",
        OuterExpired: "Het certificaat van de afzender is vervallen; vraag de afzender om het te \
            vernieuwen en het bericht opnieuw te sturen.",
        OuterNotYetValid: "Het certificaat van de afzender was nog niet geldig; vraag de afzender \
            om het certificaat en de klok van de computer na te kijken.",
        OuterChain: "Het certificaat van de afzender komt niet van een instantie die hier \
            vertrouwd wordt; ga na wie het bericht verstuurde voor u het gebruikt.",
        OuterMismatch: "De handtekening van de afzender klopt niet: het bericht is gewijzigd of \
            door iemand anders ondertekend; gebruik het niet.",
        OuterNotExpected: "Het bericht is door iemand anders verstuurd dan verwacht; ga na wie het \
            verstuurde voor u het gebruikt.",
        OuterNotVerified: "De handtekening van de afzender kon niet gecontroleerd worden en het \
            bericht is misschien gewijzigd; gebruik het niet.",
        InnerAlgorithm: "De handtekening van de auteur is van een soort die niet toegelaten is; \
            vraag de afzender om zijn software bij te werken.",
        InnerDigestAlgorithm: "De handtekening van de auteur is berekend op een manier die niet \
            toegelaten is; vraag de afzender om zijn software bij te werken.",
        InnerKeyLength: "De handtekening van de auteur is gezet met een sleutel die niet sterk \
            genoeg is; vraag de auteur om zijn certificaat te vernieuwen.",
        InnerKeyUsage: "Het certificaat van de auteur is niet bedoeld voor handtekeningen; vraag \
            de auteur om met het juiste certificaat te ondertekenen.",
        InnerRevoked: "Het certificaat van de auteur is ingetrokken; vertrouw niet op de inhoud en \
            neem contact op met de auteur.",
        InnerStatusUnknown: "Er kon niet nagegaan worden of het certificaat van de auteur \
            ingetrokken is; probeer het later opnieuw.",
        InnerExpired: "Het certificaat van de auteur is vervallen; vraag de auteur om het te \
            vernieuwen en de inhoud opnieuw te ondertekenen.",
        InnerNotYetValid: "Het certificaat van de auteur was nog niet geldig; vraag de auteur om \
            het certificaat en de klok van de computer na te kijken.",
        InnerChain: "Het certificaat van de auteur komt niet van een instantie die hier vertrouwd \
            wordt; ga na wie de inhoud schreef voor u hem gebruikt.",
        InnerMismatch: "De handtekening van de auteur klopt niet: de inhoud is gewijzigd of door \
            iemand anders ondertekend; gebruik hem niet.",
        InnerNotExpected: "De inhoud is door iemand anders ondertekend dan verwacht; ga na wie hem \
            schreef voor u hem gebruikt.",
        InnerNotVerified: "De handtekening van de auteur kon niet gecontroleerd worden en de \
            inhoud is misschien gewijzigd; gebruik hem niet.",
        SigningTimeMissing: "Het bericht zegt niet wanneer het ondertekend werd; ga na of het geen \
            oud bericht is.",
        SigningTimeExpired: "Het bericht is niet zonet ondertekend en niets bewijst wanneer dat \
            wel gebeurde; ga na of het geen oud bericht is.",
        OcspNotEmbedded: "Bij het bericht zit geen bewijs dat het certificaat van de ondertekenaar \
            niet ingetrokken was.",
        OcspResponseInvalid: "De dienst die ingetrokken certificaten kent, zegt niets over dit \
            certificaat; probeer het later opnieuw.",
        OcspResponderTrust: "De dienst die ingetrokken certificaten kent, wordt hier niet \
            vertrouwd; neem contact op met uw softwareleverancier.",
        OcspResponderExpired: "De dienst die ingetrokken certificaten kent, heeft zelf een \
            vervallen certificaat; probeer het later opnieuw.",
        OcspResponderRevoked: "Het eigen certificaat van de dienst die ingetrokken certificaten \
            kent, is ingetrokken; neem contact op met uw softwareleverancier.",
        TimeStampMismatch: "De tijdstempel is voor een ander bericht gemaakt; vertrouw niet op het \
            tijdstip dat hij aangeeft.",
        TimeStampInvalid: "De tijdstempel is beschadigd of voor een ander bericht gemaakt; \
            vertrouw niet op het tijdstip dat hij aangeeft.",
        TimeStampTrust: "De tijdstempel komt niet van een instantie die hier vertrouwd wordt; \
            vertrouw niet op het tijdstip dat hij aangeeft.",
        TimeStampExpired: "De instantie die de tijdstempel maakte, heeft een vervallen \
            certificaat; vertrouw niet op het tijdstip dat hij aangeeft.",
        TimeStampRevoked: "Het certificaat van de instantie die de tijdstempel maakte, is \
            ingetrokken; vertrouw niet op het tijdstip dat hij aangeeft.",
        CrlTrust: "De lijst van ingetrokken certificaten komt niet van een instantie die hier \
            vertrouwd wordt; neem contact op met uw softwareleverancier.",
        TokenSignature: "De encryptiesleutel van de ontvanger is niet door de ontvanger bevestigd; \
            verstuur er niets mee en neem contact op met de ontvanger.",
        TokenAuthenticationKey: "Het certificaat achter de encryptiesleutel van de ontvanger is \
            niet van de juiste soort; vraag de ontvanger om een nieuwe encryptiesleutel te maken.",
        TokenCertificates: "De certificaten van de encryptiesleutel van de ontvanger zijn niet \
            geschikt voor hun doel; vraag de ontvanger om een nieuwe encryptiesleutel te maken.",
        TokenEncryptionExpired: "De encryptiesleutel van de ontvanger is vervallen; vraag de \
            ontvanger om hem te vernieuwen.",
        TokenEncryptionNotYetValid: "De encryptiesleutel van de ontvanger is nog niet geldig; \
            probeer het later opnieuw.",
        TokenAuthenticationExpired: "Het certificaat achter de encryptiesleutel van de ontvanger \
            is vervallen; vraag de ontvanger om het te vernieuwen.",
        TokenAuthenticationNotYetValid: "Het certificaat achter de encryptiesleutel van de \
            ontvanger is nog niet geldig; probeer het later opnieuw.",
        TokenEncryptionKeyUsage: "De encryptiesleutel van de ontvanger is niet bedoeld om mee te \
            versleutelen; vraag de ontvanger om een nieuwe te maken.",
        TokenAuthenticationKeyUsage: "Het certificaat achter de encryptiesleutel van de ontvanger \
            is niet bedoeld voor handtekeningen; vraag hem om een nieuwe encryptiesleutel te \
            maken.",
        TokenHolders: "De encryptiesleutel van de ontvanger en het certificaat erachter horen bij \
            verschillende houders; verstuur er niets mee en neem contact op met de ontvanger.",
        TokenAuthenticationRevoked: "Het certificaat achter de encryptiesleutel van de ontvanger \
            is ingetrokken; verstuur er niets mee en neem contact op met de ontvanger.",
        TokenAuthenticationUnknown: "Er kon niet nagegaan worden of het certificaat achter de \
            encryptiesleutel van de ontvanger te vertrouwen is; verstuur er niets mee en probeer \
            het later opnieuw.",
        TokenAuthorityExpired: "De instantie die de encryptiesleutel van de ontvanger \
            registreerde, heeft een vervallen certificaat; vraag de ontvanger om de \
            encryptiesleutel te vernieuwen.",
        TokenAuthorityRevoked: "Het certificaat van de instantie die de encryptiesleutel van de \
            ontvanger registreerde, is ingetrokken; verstuur er niets mee en neem contact op met \
            de ontvanger.",
        TokenAuthorityUnknown: "De encryptiesleutel van de ontvanger is niet geregistreerd door \
            een instantie die hier vertrouwd wordt; verstuur er niets mee en neem contact op met \
            de ontvanger.",
    }
    Warning {
        SigningTimeMissing: "Het bericht zegt niet wanneer het ondertekend werd; ga na of het geen \
            oud bericht is.",
        SigningTimeExpired: "Het bericht is niet zonet ondertekend en niets bewijst wanneer dat \
            wel gebeurde; ga na of het geen oud bericht is.",
        OcspNotEmbedded: "Bij het bericht zit geen bewijs dat het certificaat van de ondertekenaar \
            niet ingetrokken was.",
        CrlTrustNotVerified: "Er werd een lijst van ingetrokken certificaten gebruikt, maar er kon \
            niet gecontroleerd worden wie ze maakte.",
    }
}
