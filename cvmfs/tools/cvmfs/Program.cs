using System.Runtime.InteropServices;
using CernVM.Cvmfs.Tools;

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await Dispatcher.RunAsync(Environment.GetCommandLineArgs()[0], args, stop.Token);

void Stop(PosixSignalContext signal)
{
    // The second signal ends the process as usual, in case the clean end hangs.
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}
