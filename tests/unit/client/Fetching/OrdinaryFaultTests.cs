using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Client.Tests.Support;

namespace CernVM.Cvmfs.Client.Tests.Fetching;

/// <summary>Transfers that hold no thread while they wait.</summary>
public sealed class OrdinaryFaultTests : FaultTests
{
    private protected override FetchBench NewBench(NetworkSettings network) => new(network);
}
