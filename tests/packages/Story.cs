using System;
using System.Linq;
using System.Text;
using Etee;

/// <summary>The story of story.c, for the package of .NET.</summary>
internal static class Story
{
    private static Simulator simulator;
    private static EteeContext context;

    private static int Main()
    {
        using (simulator = Simulator.Start())
        using (context = new EteeContext(
            new EteeSettings().Trust(simulator.TrustAnchors.ToArray())))
        {
            var message = Seal();
            Console.WriteLine("a letter is sealed");
            if (Unseal("NIHII", "10001490", message) != "No fracture.")
            {
                return 1;
            }
            Console.WriteLine("it is unsealed");
            var copy = (byte[])message.Clone();
            copy[copy.Length / 4] ^= 1;
            Refuse("NIHII", "10001490", copy, EteeStatus.SignatureInvalid);
            Console.WriteLine("a tampered copy is refused");
            Refuse("NIHII-PHARMACY", "30000120", message, EteeStatus.NotAddressed);
            Console.WriteLine("a wrong recipient is refused");
            return 0;
        }
    }

    private static byte[] Seal()
    {
        var store = simulator.Store("NIHII-HOSPITAL", "71000040", "RADIO");
        using (var depot = new Depot(context, DepotProtocol.Rest, simulator.RestUrl))
        using (var hospital = Identity.FromPkcs12(context, store, simulator.Password))
        using (var token = depot.Token("NIHII", "10001490", ""))
        using (var sealer = new Sealer(context, hospital))
        {
            sealer.AddRecipient(token);
            return sealer.Seal(Encoding.UTF8.GetBytes("No fracture."));
        }
    }

    private static string Unseal(string type, string identifier, byte[] message)
    {
        var store = simulator.Store(type, identifier);
        using (var holder = Identity.FromPkcs12(context, store, simulator.Password))
        using (var unsealer = new Unsealer(context, holder))
        {
            return Encoding.UTF8.GetString(unsealer.Unseal(message).Content);
        }
    }

    private static void Refuse(string type, string identifier, byte[] message, EteeStatus expected)
    {
        try
        {
            Unseal(type, identifier, message);
        }
        catch (EteeException refusal)
        {
            if (refusal.Code == expected)
            {
                return;
            }
            throw;
        }
        throw new InvalidOperationException("it was not refused");
    }
}
