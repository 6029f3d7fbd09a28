using System.Globalization;
using CernVM.Contexts.Agent.Guest;

namespace CernVM.Contexts.Agent.State;

/// <summary>What was done for this instance, as files below <c>/var/lib/cernvm/context/INSTANCE</c>: a new instance id starts afresh.</summary>
public sealed class InstanceState(GuestRoot guest, string instanceId, TimeProvider clock)
{
    private const string Base = "/var/lib/cernvm/context";

    /// <summary>The instance.</summary>
    public string InstanceId => instanceId;

    /// <summary>Directory with the state of this instance, readable by root alone.</summary>
    public string Directory => $"{Base}/{instanceId}";

    /// <summary>Makes the directory.</summary>
    public void Prepare() => guest.MakeDirectory(Directory, GuestAttributes.PrivateDirectory);

    /// <summary>Whether a stage was done for this instance.</summary>
    public bool IsDone(string stage) => guest.Status(Marker(stage)) is not null;

    /// <summary>Notes that a stage was done.</summary>
    public void MarkDone(string stage) =>
        guest.WriteFile(Marker(stage), clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture) + "\n", GuestAttributes.PrivateFile);

    private string Marker(string stage) => $"{Directory}/{stage}.done";
}
