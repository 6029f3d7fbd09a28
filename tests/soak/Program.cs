using CernVM.Soak;
using CernVM.Soak.Readers;

const int Failed = 1;
const int WrongUsage = 2;
const int Interrupted = 130;

if (args is [ReaderProcess.Role, .. var rest])
    return ReaderProcess.Run(rest);

using var interrupt = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupt.Cancel();
};
try
{
    await new SoakRun(SoakOptions.Parse(args)).RunAsync(interrupt.Token);
    Console.WriteLine("no wrong byte, no leak");
    return 0;
}
catch (ArgumentException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return WrongUsage;
}
catch (InvalidOperationException failure)
{
    Console.Error.WriteLine(failure.Message);
    return Failed;
}
catch (OperationCanceledException) when (interrupt.IsCancellationRequested)
{
    return Interrupted;
}
