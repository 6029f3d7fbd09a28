using CernVM.Bootloader.Agent.CommandLine;
using CernVM.Bootloader.Agent.Devices;
using CernVM.Bootloader.Agent.Network;
using CernVM.Bootloader.Agent.Network.Dhcp;
using CernVM.Bootloader.Agent.Repository;
using CernVM.Bootloader.Agent.Scratch;
using CernVM.Bootloader.Agent.Settings;
using CernVM.Bootloader.Agent.UserData;
using CernVM.Contexts.Model.MicroContexts;

namespace CernVM.Bootloader.Agent.Boot;

/// <summary>What the stages have found out so far. Each property is written by one stage and read by later ones.</summary>
internal sealed class BootState
{
    private readonly SortedDictionary<int, StageRecord> _records = [];

    /// <summary>Written by the command line stage.</summary>
    public BootOptions Options { get; set; } = new();

    /// <summary>Written by the devices stage.</summary>
    public IReadOnlyList<ProbedDevice> Devices { get; set; } = [];

    /// <summary>Written by the network stage.</summary>
    public IReadOnlyList<DhcpLease> Leases { get; set; } = [];

    /// <summary>Written by the network stage.</summary>
    public ResolverConfiguration Resolver { get; set; } = new([], []);

    /// <summary>Written by the user-data stage.</summary>
    public UserDataDelivery UserData { get; set; } = UserDataDelivery.None;

    /// <summary>Written by the µcontext stage.</summary>
    public BootSettings Settings { get; set; } = BootSettings.Of(new BootOptions(), MicroContext.Empty);

    /// <summary>Written by the scratch stage.</summary>
    public ScratchSpace Scratch { get; set; } = ScratchSpace.None;

    /// <summary>Written by the repository stage; null until the daemon has mounted.</summary>
    public MountedRepository? Repository { get; set; }

    /// <summary>The stages so far, in order; of a repeated stage the last attempt.</summary>
    public IReadOnlyCollection<StageRecord> Records => _records.Values;

    /// <summary>Remembers how a stage went.</summary>
    public void Record(StageRecord record) => _records[record.Number] = record;
}
