using System.Globalization;
using CernVM.Cvmfs.Pac;
using CernVM.Fuzz;
using CernVM.Fuzz.Targets;

// Fuzz [--executions=N] [--only=TARGET] [--seed=N] [--corpus=DIR] [--finds=DIR]
var given = args.Where(argument => argument.StartsWith("--", StringComparison.Ordinal)).Select(argument => argument[2..].Split('=', 2))
    .ToDictionary(parts => parts[0], parts => parts.Length == 2 ? parts[1] : "", StringComparer.Ordinal);
var executions = long.Parse(given.GetValueOrDefault("executions") ?? "1000000", CultureInfo.InvariantCulture);
var seed = int.Parse(given.GetValueOrDefault("seed") ?? "1", CultureInfo.InvariantCulture);
var only = given.GetValueOrDefault("only") ?? "";
var corpus = given.GetValueOrDefault("corpus") ?? Path.Combine(AppContext.BaseDirectory, "../../../corpus");
var finds = given.GetValueOrDefault("finds") ?? "artifacts/fuzz";

FuzzTarget[] targets = [.. TextTargets.All, .. ProgramTargets.All, .. DatabaseTargets.All, .. TalkTargets.All, .. NetworkTargets.All];
var chosen = targets.Where(target => only.Length == 0 || target.Name == only).ToList();
if (chosen.Count == 0)
{
    Console.Error.WriteLine($"There is no target '{only}'; there are {string.Join(", ", targets.Select(target => target.Name))}.");
    return 2;
}

// Scripts are evaluated on this thread, where they have the stack that the client gives them.
var clean = true;
var run = new Thread(() =>
{
    foreach (var target in chosen)
        clean &= new FuzzRun(target, corpus, finds, seed).Execute(executions);
}, new PacLimits().StackBytes);
run.Start();
run.Join();
return clean ? 0 : 1;
