package etee.connector.utils;

/** The types of identifiers that the depot knows holders by. The list is open. */
public final class IdentifierType {
    /** The depot's names. */
    public static final int ETKDEPOT = 48;
    /** The names of the eHealthBox. */
    public static final int EHBOX = 49;

    /** CBE, 10 digits. */
    public static final IdentifierType CBE = new IdentifierType("CBE", 10);
    /** CBE-TREAT_CENTER, 10 digits. */
    public static final IdentifierType CBE_TREATCENTER = new IdentifierType("CBE-TREAT_CENTER", 10);
    /** CBE-CONSORTIUM, 10 digits. */
    public static final IdentifierType CBE_CONSORTIUM = new IdentifierType("CBE-CONSORTIUM", 10);
    /** SSIN, 11 digits. */
    public static final IdentifierType SSIN = new IdentifierType("SSIN", 11);
    /** NIHII, 8 digits. */
    public static final IdentifierType NIHII = new IdentifierType("NIHII", 8);
    /** NIHII11, 11 digits. */
    public static final IdentifierType NIHII11 = new IdentifierType("NIHII11", 11);
    /** NIHII-PHARMACY, 8 digits. */
    public static final IdentifierType NIHII_PHARMACY = new IdentifierType("NIHII-PHARMACY", 8);
    /** NIHII-LABO, 8 digits. */
    public static final IdentifierType NIHII_LABO = new IdentifierType("NIHII-LABO", 8);
    /** NIHII-RETIREMENT, 8 digits. */
    public static final IdentifierType NIHII_RETIREMENT = new IdentifierType("NIHII-RETIREMENT", 8);
    /** NIHII-OTD_PHARMACY, 8 digits. */
    public static final IdentifierType NIHII_OTD_PHARMACY = new IdentifierType("NIHII-OTD_PHARMACY", 8);
    /** NIHII-HOSPITAL, 8 digits. */
    public static final IdentifierType NIHII_HOSPITAL = new IdentifierType("NIHII-HOSPITAL", 8);
    /** NIHII-GROUP, 8 digits. */
    public static final IdentifierType NIHII_GROUPOFNURSES = new IdentifierType("NIHII-GROUP", 8);
    /** NIHII-PALLIATIVE_CARE, 8 digits. */
    public static final IdentifierType NIHII_PALLIATIVE_CARE = new IdentifierType("NIHII-PALLIATIVE_CARE", 8);
    /** NIHII-OFFICE_DENTISTS, 8 digits. */
    public static final IdentifierType NIHII_OFFICE_DENTISTS = new IdentifierType("NIHII-OFFICE_DENTISTS", 8);
    /** NIHII-MEDICAL_HOUSE, 8 digits. */
    public static final IdentifierType NIHII_MEDICAL_HOUSE = new IdentifierType("NIHII-MEDICAL_HOUSE", 8);
    /** NIHII-OFFICE_DOCTORS, 8 digits. */
    public static final IdentifierType NIHII_OFFICE_DOCTORS = new IdentifierType("NIHII-OFFICE_DOCTORS", 8);
    /** NIHII-GROUP_DOCTORS, 8 digits. */
    public static final IdentifierType NIHII_GROUP_DOCTORS = new IdentifierType("NIHII-GROUP_DOCTORS", 8);
    /** NIHII-OF_BAND, 8 digits. */
    public static final IdentifierType NIHII_OF_BAND = new IdentifierType("NIHII-OF_BAND", 8);
    /** NIHII-PSYCH_HOUSE, 8 digits. */
    public static final IdentifierType NIHII_PSYCH_HOUSE = new IdentifierType("NIHII-PSYCH_HOUSE", 8);
    /** NIHII-PROT_ACC, 8 digits. */
    public static final IdentifierType NIHII_PROT_ACC = new IdentifierType("NIHII-PROT_ACC", 8);
    /** NIHII-HOME_SERVICES, 8 digits. */
    public static final IdentifierType NIHII_HOME_SERVICES = new IdentifierType("NIHII-HOME_SERVICES", 8);
    /** NIHII-OF_PHYSIOS, 8 digits. */
    public static final IdentifierType NIHII_OF_PHYSIOS = new IdentifierType("NIHII-OF_PHYSIOS", 8);
    /** NIHII-GUARD_POST, 8 digits. */
    public static final IdentifierType NIHII_GUARD_POST = new IdentifierType("NIHII-GUARD_POST", 8);
    /** NIHII-BELRAI, 8 digits. */
    public static final IdentifierType NIHII_BELRAI = new IdentifierType("NIHII-BELRAI", 8);
    /** NIHII-BELRAI_SCREEN, 8 digits. */
    public static final IdentifierType NIHII_BELRAI_SCREEN = new IdentifierType("NIHII-BELRAI_SCREEN", 8);
    /** NIHII-GROUP_MIDWIVES, 8 digits. */
    public static final IdentifierType NIHII_GROUP_MIDWIVES = new IdentifierType("NIHII-GROUP_MIDWIVES", 8);
    /** NIHII-AMBU_SERVICE, 8 digits. */
    public static final IdentifierType NIHII_AMBU_SERVICE = new IdentifierType("NIHII-AMBU_SERVICE", 8);
    /** NIHII-LEGAL_PSY, 8 digits. */
    public static final IdentifierType NIHII_LEGAL_PSY = new IdentifierType("NIHII-LEGAL_PSY", 8);
    /** NIHII-REEDUCATION, 8 digits. */
    public static final IdentifierType NIHII_REEDUCATION = new IdentifierType("NIHII-REEDUCATION", 8);
    /** NIHII-SORTING_CENTER, 8 digits. */
    public static final IdentifierType NIHII_SORTING_CENTER = new IdentifierType("NIHII-SORTING_CENTER", 8);
    /** EHP, 10 digits. */
    public static final IdentifierType EHP = new IdentifierType("EHP", 10);
    /** EHP, 10 digits. */
    public static final IdentifierType HUB = new IdentifierType("EHP", 10);
    /** EHP-CTRL_ORGANISM, 10 digits. */
    public static final IdentifierType EHP_CTRL_ORGANISM = new IdentifierType("EHP-CTRL_ORGANISM", 10);
    /** SITE, 4 digits. */
    public static final IdentifierType SITE = new IdentifierType("SITE", 4);
    /** SITESMUR, 10 digits. */
    public static final IdentifierType SITESMUR = new IdentifierType("SITESMUR", 10);
    /** SITEPIT, 10 digits. */
    public static final IdentifierType SITEPIT = new IdentifierType("SITEPIT", 10);

    private final String mapping;
    private final int length;

    private IdentifierType(String mapping, int length) {
        this.mapping = mapping;
        this.length = length;
    }

    /** A type by its name in the depot, and the digits that its values have. */
    public static IdentifierType getInstance(String mapping, int length) {
        if (mapping.indexOf('-') != mapping.lastIndexOf('-')) {
            throw new IllegalArgumentException("invalid.mapping: " + mapping);
        }
        return new IdentifierType(mapping, length);
    }

    /** The type in the words of the depot or of the eHealthBox. */
    public String getType(int source) {
        int dash = mapping.indexOf('-');
        if (source == ETKDEPOT || dash < 0) {
            return source == EHBOX && mapping.equals("SSIN") ? "INSS" : mapping;
        }
        return mapping.substring(0, dash);
    }

    /** The second part of the type in the words of the eHealthBox; "" if there is none. */
    public String getSubType(int source) {
        int dash = mapping.indexOf('-');
        if (source == ETKDEPOT || dash < 0) {
            return "";
        }
        String subtype = mapping.substring(dash + 1);
        return subtype.equals("TREAT_CENTER") ? "TREATMENT_CENTER" : subtype;
    }

    /** A value with as many digits as the type has. */
    public String formatIdentifierValue(long value) {
        return formatIdentifierValue(Long.toString(value));
    }

    /** A value with as many digits as the type has; a longer one loses those at its end. */
    public String formatIdentifierValue(String value) {
        StringBuilder digits = new StringBuilder(value);
        while (digits.length() < length) {
            digits.insert(0, '0');
        }
        return digits.substring(0, length);
    }
}
