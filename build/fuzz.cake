/// Takes minutes a target, so CI does not run it.
Task("Fuzz")
    .Description("Gives every reader of foreign bytes mutated inputs. --executions=N (1000000 each), --only=TARGET, --seed=N; finds go to artifacts/fuzz.")
    .Does(() =>
    {
        var project = parameters.Root + "/tests/fuzz";
        Call("dotnet", "build", project, "--configuration", "Release", "--nologo", "--verbosity", "quiet");
        var passed = new[] { "executions", "only", "seed" }.Where(name => HasArgument(name)).Select(name => $"--{name}={Argument<string>(name)}");
        Call("dotnet", new[] { project + "/bin/Release/net10.0/CernVM.Fuzz.dll", $"--corpus={project}/corpus", $"--finds={parameters.Artifacts}/fuzz" }.Concat(passed).ToArray());
    });
