using System.Text.RegularExpressions;

namespace CernVM.Cvmfs.Tools.Client.Config.Report;

/// <summary>Keeps keys and passwords out of reports.</summary>
internal static partial class Secrets
{
    private static readonly string[] KeyFiles = [".masterkey", ".key", ".gw", ".crt.key", ".pem", ".p12"];

    /// <summary>Whether a file of the configuration may go into a report at all.</summary>
    public static bool MayBeShown(string file) => !KeyFiles.Any(ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>The text with stars for passwords in addresses, values of parameters that hold secrets, and private keys.</summary>
    public static string Mask(string text) => PrivateKey().Replace(Assignment().Replace(Address().Replace(text, "${keep}***@"), "${keep}***"), "(private key)");

    [GeneratedRegex(@"(?<keep>://)[^/@\s'""|;]+@", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Address();

    [GeneratedRegex(@"(?<keep>^\s*(export\s+)?\w*(PASSWORD|SECRET|TOKEN|ACCESS_KEY|CREDENTIAL)\w*=).*", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Assignment();

    [GeneratedRegex("-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|$)", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex PrivateKey();
}
