// The build: ./build.sh --target=NAME. Each part is a file in build/.
//   Run     the main job: compose, publish, build the boot image, boot it, log in      (build/run.cake)
//   Test    all tests that CI runs                                                       (build/tests.cake)
//   Build   the executables, into artifacts/bin                                          (build/executables.cake)
//   Install-Client   the client below --destdir, as packages have it                    (build/install.cake)
//   Pack    the client library and what it needs as NuGet packages, into artifacts/packages (build/library.cake)
//   Fuzz    mutated inputs for every reader of foreign bytes                         (build/fuzz.cake)
//   Benchmark   the client beside ext4 and the original cvmfs2                          (build/benchmark.cake)
//   Soak    half an hour of strain on the client                                         (build/soak.cake)
//   Profile   a boot that records what the flavour reads, for the next ones to fetch ahead (build/profile.cake)
//   Flavours, Publish, Image   the steps of Run one by one                               (build/appliance.cake)
#load "build/parameters.cake"
#load "build/processes.cake"
#load "build/stamps.cake"
#load "build/packages.cake"
#load "build/executables.cake"
#load "build/install.cake"
#load "build/library.cake"
#load "build/appliance.cake"
#load "build/guest.cake"
#load "build/run.cake"
#load "build/profile.cake"
#load "build/tests.cake"
#load "build/benchmark.cake"
#load "build/fuzz.cake"
#load "build/soak.cake"

Task("Default").IsDependentOn("Run");

Task("Clean")
    .Description("Removes artifacts/ and every bin and obj folder; the package cache in artifacts/cache stays unless --everything is given.")
    .Does(() => CleanTree(HasArgument("everything")));

RunTarget(parameters.Target);
