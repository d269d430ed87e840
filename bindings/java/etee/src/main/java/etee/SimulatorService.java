package etee;

/** A service of the simulator. */
public enum SimulatorService {
    /** Any service. */
    ANY(Constants.SIMULATOR_ANY),
    /** The ETK depot over SOAP. */
    DEPOT_SOAP(Constants.SIMULATOR_DEPOT_SOAP),
    /** The ETK depot over REST. */
    DEPOT_REST(Constants.SIMULATOR_DEPOT_REST),
    /** The KGSS. */
    KGSS(Constants.SIMULATOR_KGSS),
    /** The token service that speaks WS-Trust. */
    WS_TRUST(Constants.SIMULATOR_WS_TRUST),
    /** The token service that speaks the SAML 1.1 protocol. */
    SAML(Constants.SIMULATOR_SAML);

    final int number;

    SimulatorService(int number) {
        this.number = number;
    }
}
