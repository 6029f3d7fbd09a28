using CernVM.Cvmfs.Client;
using CernVM.Functional.Network.Tests.Harness;

namespace CernVM.Functional.Network.Tests;

/// <summary>Every fault on every kind of request: a faulty server alone ends in the failure of the table, never in wrong bytes.</summary>
public sealed class FaultAloneTests
{
    [Theory(Timeout = 120_000)]
    [MemberData(nameof(FaultTable.Kinds), MemberType = typeof(FaultTable))]
    public async Task A_faulty_server_alone_ends_in_a_failure(RequestKind kind, ClientFailureKind wrongContent)
    {
        Repository.Require();
        await Task.WhenAll(FaultTable.Rows(wrongContent).Select(async row =>
        {
            await using var server = new FaultyServer(kind, row.Fault);
            await using var client = new TestClient();
            var failure = await client.OpenAsync(server.Url);
            if (kind is RequestKind.Object or RequestKind.Chunk)
            {
                Assert.Null(failure);
                var read = await client.ReadAsync(FaultTable.FileFor(kind));
                failure = read.IsOk ? null : read.Failure;
            }

            Assert.True(row.End == failure?.Kind, $"{row.Fault} of {kind}: {failure?.ToString() ?? "no failure"}");
            Assert.NotEmpty(failure!.Message);
        }));
    }
}
