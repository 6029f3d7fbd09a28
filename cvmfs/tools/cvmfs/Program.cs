using System.Runtime.InteropServices;
using CernVM.Cvmfs.Tools;

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Termination.Handle);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Termination.Handle);
return await Dispatcher.RunAsync(Environment.GetCommandLineArgs()[0], args, Termination.Token);
