using System.CommandLine;

namespace CernVM.Cvmfs.Tools.Server;

/// <summary>The argument that nearly every verb has.</summary>
internal static class Repository
{
    public static Argument<string?> Optional() => new("fqrn")
    {
        Description = "Fully qualified repository name; may be left out where there is only one.",
        Arity = ArgumentArity.ZeroOrOne,
    };
}
