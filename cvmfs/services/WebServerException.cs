namespace CernVM.Cvmfs.Services;

/// <summary>The web server cannot start; the message names the thing, the cause and the cure. Nothing is listening.</summary>
public sealed class WebServerException : Exception
{
    /// <summary>Makes the exception with a message for people and what caused it.</summary>
    public WebServerException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
