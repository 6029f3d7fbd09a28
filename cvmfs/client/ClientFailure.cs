namespace CernVM.Cvmfs.Client;

/// <summary>An expected failure: its kind, and a sentence that names the thing, the cause and, where there is one, the cure.</summary>
public sealed record ClientFailure(ClientFailureKind Kind, string Message)
{
    /// <summary>The exit code of a loader that ends because of this failure (formats §10.6).</summary>
    public int LoaderExitCode => Kind switch
    {
        ClientFailureKind.Options => 2,
        ClientFailureKind.CacheDirectory or ClientFailureKind.NoSpace or ClientFailureKind.LocalStorage => 9,
        ClientFailureKind.Quota => 12,
        ClientFailureKind.Signature => 15,
        ClientFailureKind.Catalog or ClientFailureKind.Network or ClientFailureKind.ObjectMissing or ClientFailureKind.Corrupt => 16,
        ClientFailureKind.History => 22,
        ClientFailureKind.ProxyDiscovery => 23,
        ClientFailureKind.LockWorkspace => 24,
        ClientFailureKind.RevisionBlacklisted => 25,
        _ => 1,
    };

    /// <summary>Whether a later try may succeed without anybody changing anything.</summary>
    public bool IsTransient => Kind is ClientFailureKind.Network or ClientFailureKind.ObjectMissing or ClientFailureKind.Corrupt;

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}: {Message}";
}
