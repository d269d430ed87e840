package etee;

/** Which of the platform's environments. */
public enum Environment {
    /** For the platform's own tests. */
    INTEGRATION(Constants.ENVIRONMENT_INTEGRATION),
    /** For software makers. */
    ACCEPTANCE(Constants.ENVIRONMENT_ACCEPTANCE),
    /** For work. */
    PRODUCTION(Constants.ENVIRONMENT_PRODUCTION);

    final int number;

    Environment(int number) {
        this.number = number;
    }
}
