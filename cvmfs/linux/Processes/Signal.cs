namespace CernVM.Cvmfs.Linux.Processes;

/// <summary>Signals, numbers of x86-64 (asm/signal.h).</summary>
public enum Signal
{
    /// <summary>Only asks whether the process exists.</summary>
    None = 0,

    /// <summary>SIGHUP: terminal gone, or read the configuration again.</summary>
    HangUp = 1,

    /// <summary>SIGINT: interrupt from the keyboard; to PID 1: Ctrl-Alt-Del.</summary>
    Interrupt = 2,

    /// <summary>SIGKILL.</summary>
    Kill = 9,

    /// <summary>SIGUSR1.</summary>
    User1 = 10,

    /// <summary>SIGUSR2.</summary>
    User2 = 12,

    /// <summary>SIGTERM: end in order.</summary>
    Terminate = 15,

    /// <summary>SIGCHLD.</summary>
    Child = 17,

    /// <summary>SIGCONT.</summary>
    Continue = 18,

    /// <summary>SIGSTOP.</summary>
    Stop = 19,

    /// <summary>SIGPWR: power fails.</summary>
    Power = 30,
}
