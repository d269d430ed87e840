namespace Etee
{
    /// <summary>A party that a <see cref="Simulator"/> has keys for.</summary>
    public sealed class SimulatorHolder
    {
        internal SimulatorHolder(
            string identifierType,
            string identifier,
            string application,
            string name)
        {
            IdentifierType = identifierType;
            Identifier = identifier;
            Application = application;
            Name = name;
        }

        /// <summary>The type of its identifier, such as "NIHII".</summary>
        public string IdentifierType { get; }

        /// <summary>Its identifier.</summary>
        public string Identifier { get; }

        /// <summary>The application; "" for none.</summary>
        public string Application { get; }

        /// <summary>Its name.</summary>
        public string Name { get; }
    }
}
