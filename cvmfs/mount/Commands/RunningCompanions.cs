using CernVM.Cvmfs.Mount.Metrics;
using CernVM.Cvmfs.Mount.Xattrs;

namespace CernVM.Cvmfs.Mount.Commands;

/// <summary>The companions that run beside one mount.</summary>
internal sealed class RunningCompanions(IReadOnlyList<IAsyncDisposable> running) : IAsyncDisposable
{
    public static RunningCompanions Start(IReadOnlyList<IMountCompanion> companions, MagicContext magic)
    {
        var observation = new MountObservation(magic.Client, () => MountMetrics.Read(magic), magic.Log.Write, magic.Clock);
        return new RunningCompanions([.. companions.Select(companion => companion.Start(observation)).OfType<IAsyncDisposable>()]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var companion in running)
            await companion.DisposeAsync();
    }
}
