/**
 * The words of the official technical connector over {@link etee}: packages and classes have the
 * names that they have there, below another root, so that a program changes its imports. See
 * docs/connector.md for what differs.
 */
package etee.connector;
