namespace CernVM.Cvmfs.Client.Tests.Support;

/// <summary>What a scripted server does with one request.</summary>
internal sealed record FakeReply
{
    public int Status { get; init; } = 200;

    public byte[] Body { get; init; } = [];

    /// <summary>Length to announce instead of the true one.</summary>
    public long? AnnouncedLength { get; init; }

    /// <summary>Bytes after which the connection is closed.</summary>
    public int? CutAfter { get; init; }

    /// <summary>Bytes after which nothing more comes, until the client goes.</summary>
    public int? StallAfter { get; init; }

    /// <summary>What the answer waits for, or null.</summary>
    public Task? After { get; init; }

    public string ExtraHeaders { get; init; } = "";

    public static FakeReply Ok(byte[] body) => new() { Body = body };

    public static FakeReply NotFound { get; } = new() { Status = 404 };
}
