package etee;

/** How a depot is asked. */
public enum DepotProtocol {
    /** The depot's REST service. */
    REST(Constants.DEPOT_REST),
    /** The depot's SOAP service. */
    SOAP(Constants.DEPOT_SOAP);

    final int number;

    DepotProtocol(int number) {
        this.number = number;
    }
}
