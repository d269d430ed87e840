package etee;

/** A layer of a message. */
public enum Layer {
    /** The layer that the sender signed. */
    OUTER(Constants.LAYER_OUTER),
    /** The envelope: how the message is encrypted, and for whom. */
    ENCRYPTION(Constants.LAYER_ENCRYPTION),
    /** The layer that the author signed. */
    INNER(Constants.LAYER_INNER);

    final int number;

    Layer(int number) {
        this.number = number;
    }
}
