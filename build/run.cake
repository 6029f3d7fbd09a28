// The main job: boot the published flavour, log in, look around, shut down, sum up.

Task("Run")
    .Description("Composes, publishes, builds the boot image, boots it and logs in. --flavour=NAME, --interactive, --memory=MIB, --round-trip=MS, --record.")
    .IsDependentOn("Image")
    .Does(() => Boot(FlavourTag(parameters.Flavour), looksAround: true));

/// Boots a version, logs in and shuts down. When it has no boot profile yet, this boot makes it.
void Boot(string tag, bool looksAround)
{
    NeedPackages("run");
    UseSite();
    var folder = $"{parameters.Guests}/{parameters.Flavour}";
    if (System.IO.Directory.Exists(folder))
        System.IO.Directory.Delete(folder, recursive: true);
    System.IO.Directory.CreateDirectory(folder);
    if (Output("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "run", "-f", folder + "/key") is null)
        throw new CakeException("ssh-keygen could not make a key in " + folder);

    var (port, sshPort) = (FreePort(), FreePort());
    var records = !parameters.Interactive && NeedsProfile(tag);
    using var server = StartServer(port, folder);
    using var relay = parameters.RoundTrip > 0 ? StartRelay(ref port) : null;
    Process guest = null;
    try
    {
        var seed = WriteUserData(folder, tag, records, port, System.IO.File.ReadAllText(folder + "/key.pub").Trim());
        Say($"run: booting {tag} from artifacts/images{(records ? ", recording its boot profile" : "")}; the console is kept in artifacts/guests/{parameters.Flavour}/console.log");
        var watch = Stopwatch.StartNew();
        guest = StartGuest(folder, seed, sshPort);
        if (parameters.Interactive)
        {
            guest.WaitForExit();
            return;
        }

        AwaitLogin(guest, folder, sshPort, watch);
        var seconds = watch.Elapsed.TotalSeconds;
        var (objects, bytes) = Traffic(folder);
        if (records)
            FetchProfile(tag, folder, sshPort);
        if (looksAround)
            Inspect(folder, sshPort);
        if (records)
            PublishProfile(parameters.Flavour, tag);
        ShutDown(guest, folder, sshPort);
        if (looksAround)
            Summarise(seconds, objects, bytes, tag, records);
    }
    finally
    {
        foreach (var process in new[] { guest, relay, server })
        {
            if (process is not null)
                Stop(process);
        }
    }
}

int FreePort()
{
    using var probe = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
    probe.Start();
    return ((System.Net.IPEndPoint)probe.LocalEndpoint).Port;
}

Process StartServer(int port, string folder)
{
    var arguments = new[] { "serve", "--listen", $"127.0.0.1:{port}", "--root", SiteStorage, "--access-log", folder + "/access.log" };
    var server = Process.Start(Describe(parameters.Root, Program("cvmfs_server"), arguments));
    if (server.WaitForExit(1000))
        throw new CakeException("the web server ended at once; its message stands above.");
    return server;
}

/// Stands for distance: the relay of the benchmarks between guest and server.
Process StartRelay(ref int port)
{
    var project = parameters.Root + "/tests/benchmarks/client";
    Call("dotnet", "build", project, "--configuration", "Release", "--nologo", "--verbosity", "quiet");
    var start = Describe(parameters.Root, "dotnet", new[] { project + "/bin/Release/net10.0/CernVM.Benchmarks.Client.dll", $"--relay={port},{parameters.RoundTrip}" });
    start.RedirectStandardOutput = true;
    var relay = Process.Start(start);
    port = int.Parse(relay.StandardOutput.ReadLine());
    return relay;
}

void Stop(Process process)
{
    if (process.HasExited)
        return;
    Call("kill", "-TERM", process.Id.ToString());
    if (!process.WaitForExit(10_000))
        process.Kill(entireProcessTree: true);
}

Process StartGuest(string folder, string userData, int sshPort)
{
    var arguments = new List<string>
    {
        "image", "run", "--images", parameters.Images, "--state", folder, "--user-data", userData, "--ssh-port", sshPort.ToString(),
        "--memory", parameters.Memory, "--scratch", folder + "/scratch.qcow2", "--scratch-size", "8",
    };
    if (parameters.Interactive)
        arguments.Add("--interactive");
    return Process.Start(Describe(parameters.Root, Program("cernvm"), arguments));
}

string[] SshArguments(string folder, int port, string command) => new[]
{
    "-i", folder + "/key", "-p", port.ToString(), "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR",
    "-o", "BatchMode=yes", "-o", "ConnectTimeout=5", "alice@127.0.0.1", command,
};

void AwaitLogin(Process guest, string folder, int port, Stopwatch watch)
{
    const int limitSeconds = 420;
    while (Output("ssh", SshArguments(folder, port, "true")) is null)
    {
        if (guest.HasExited)
            throw new CakeException($"the guest ended before anybody could log in; read {folder}/console.log.");
        if (watch.Elapsed.TotalSeconds > limitSeconds)
        {
            Stop(guest);
            throw new CakeException($"no login within {limitSeconds} s; read {folder}/console.log.");
        }

        System.Threading.Thread.Sleep(500);
    }
}

/// Objects and bytes that the server has handed out so far.
(long Objects, long Bytes) Traffic(string folder)
{
    long objects = 0, bytes = 0;
    foreach (var line in System.IO.File.ReadLines(folder + "/access.log"))
    {
        var words = line.Split(' ');
        objects += words.Length > 4 && words[2].Contains("/data/") ? 1 : 0;
        bytes += words.Length > 4 ? long.Parse(words[4]) : 0;
    }

    return (objects, bytes);
}

void Inspect(string folder, int port)
{
    var look = """
        cat /etc/os-release; echo; findmnt --noheadings --output TARGET,FSTYPE,SOURCE --types overlay,fuse,ext4,tmpfs 2>/dev/null || cat /proc/mounts; echo
        python3 -c 'import os
        for name in ("fqrn", "revision", "root_hash", "tag", "ndownload", "rx", "nclg", "uptime"):
            print("user." + name, "=", os.getxattr("/mnt/.ro", "user." + name).decode().strip())'
        echo; sudo /run/cernvm/bin/cvmfs_talk internal affairs | grep -E '^client\.(n_startups|n_ahead|sz_ahead|n_ahead_used)\|'
        echo; for process in /proc/[0-9]*; do tr '\0' ' ' < $process/cmdline | grep '^@' && grep VmRSS $process/status; done; true
        """;
    Call("ssh", SshArguments(folder, port, look.ReplaceLineEndings("\n")));
}

void ShutDown(Process guest, string folder, int port)
{
    TryCall(parameters.Root, "ssh", SshArguments(folder, port, "sudo systemctl poweroff"));
    if (!guest.WaitForExit(120_000))
    {
        Stop(guest);
        throw new CakeException($"the guest did not power off within two minutes; read {folder}/console.log.");
    }
}

void Summarise(double seconds, long objects, long bytes, string tag, bool recorded)
{
    var image = new System.IO.FileInfo(System.IO.Directory.EnumerateFiles(parameters.Images, "*.hdd").OrderByDescending(System.IO.File.GetLastWriteTimeUtc).First()).Length;
    UseSite();
    var stored = FlavourBytes(parameters.Flavour);
    Console.WriteLine();
    Console.WriteLine($"  boot image              {image / 1048576.0,8:0.0} MiB");
    Console.WriteLine($"  power-on to login       {seconds,8:0.0} s");
    Console.WriteLine($"  fetched until login     {objects,8} objects, {bytes / 1048576.0:0.0} MiB");
    Console.WriteLine($"  share of the flavour    {100.0 * bytes / stored,8:0.0} % of {stored / 1048576.0:0.0} MiB stored");
    Console.WriteLine($"  boot profile            {(recorded ? $"recorded, {ProfileLength(tag)} files; from the next boot on they are fetched ahead" : "used")}");
}

/// Stored bytes of all objects that the flavour's catalogs refer to, each counted once.
long FlavourBytes(string flavour)
{
    var words = (Output(Program("cvmfs_server"), "du", "-x", Parameters.Repository, "/" + flavour) ?? "").Split(' ');
    return words.Length == 4 ? long.Parse(words[2]) : throw new CakeException($"'cvmfs_server du' could not measure /{flavour}.");
}
