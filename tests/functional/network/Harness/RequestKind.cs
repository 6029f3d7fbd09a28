namespace CernVM.Functional.Network.Tests.Harness;

/// <summary>What a client asks a server for.</summary>
public enum RequestKind
{
    Manifest,
    Whitelist,
    Certificate,
    Catalog,
    Object,
    Chunk,
    Geo,
    Pac,
}
