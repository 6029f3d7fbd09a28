using CernVM.Cvmfs.Client;

namespace CernVM.Functional.Network.Tests.Harness;

/// <summary>Every fault, and how a request to a server that has it ends.</summary>
internal static class FaultTable
{
    /// <summary>Faults that look the same for every kind; what a wrong content is depends on what protects it.</summary>
    private static readonly (Fault Fault, ClientFailureKind End)[] Transport =
    [
        (Fault.Reset, ClientFailureKind.Network),
        (Fault.Silent, ClientFailureKind.Network),
        (Fault.Stall, ClientFailureKind.Network),
        (Fault.Drip, ClientFailureKind.Network),
        (Fault.Truncate, ClientFailureKind.Network),
        (Fault.Missing, ClientFailureKind.ObjectMissing),
        (Fault.Error, ClientFailureKind.ObjectMissing),
        (Fault.Redirect, ClientFailureKind.ObjectMissing),
    ];

    /// <summary>The end of wrong content: signatures protect some files, hashes the others.</summary>
    public static TheoryData<RequestKind, ClientFailureKind> Kinds => new()
    {
        { RequestKind.Manifest, ClientFailureKind.Signature },
        { RequestKind.Whitelist, ClientFailureKind.Signature },
        { RequestKind.Certificate, ClientFailureKind.Corrupt },
        { RequestKind.Catalog, ClientFailureKind.Corrupt },
        { RequestKind.Object, ClientFailureKind.Corrupt },
        { RequestKind.Chunk, ClientFailureKind.Corrupt },
    };

    /// <summary>All faults with their end for a kind of requests.</summary>
    public static IEnumerable<(Fault Fault, ClientFailureKind End)> Rows(ClientFailureKind wrongContent = default) =>
        [.. Transport, (Fault.Corrupt, wrongContent), (Fault.Lie, wrongContent)];

    /// <summary>A file whose reading needs a request of that kind.</summary>
    public static string FileFor(RequestKind kind) => kind == RequestKind.Chunk ? Repository.ChunkedFile : Repository.SmallFile;
}
