using System;
using Etee;

namespace Examples
{
    /// <summary>
    /// Runs an example by its name: KnownRecipient, UnknownRecipient, Files, LogOn, SmartCard. All of
    /// them run against the simulated platform on this machine; where a real program differs, they
    /// say so.
    /// </summary>
    internal static class Program
    {
        private static int Main(string[] arguments)
        {
            var name = arguments.Length > 0 ? arguments[0] : "KnownRecipient";
            // A folder keeps the simulator's keys, which take a few seconds to make.
            using (var simulator = Simulator.Start(arguments.Length > 1 ? arguments[1] : null))
            {
                try
                {
                    return Run(name, simulator);
                }
                catch (EteeException exception)
                {
                    // All of this may be logged: it holds no personal data.
                    Console.Error.WriteLine(
                        name + ": " + exception.Message + " (" + exception.Code + " "
                        + exception.ServiceCode + ")");
                    return 1;
                }
            }
        }

        private static int Run(string name, Simulator simulator)
        {
            switch (name)
            {
                case "KnownRecipient":
                    return KnownRecipient.Run(simulator);
                case "UnknownRecipient":
                    return UnknownRecipient.RunAsync(simulator).GetAwaiter().GetResult();
                case "Files":
                    return Files.RunAsync(simulator).GetAwaiter().GetResult();
                case "LogOn":
                    return LogOn.Run(simulator);
                case "SmartCard":
                    return SmartCard.Run(simulator);
                default:
                    Console.Error.WriteLine("There is no example " + name + ".");
                    return 2;
            }
        }
    }
}
