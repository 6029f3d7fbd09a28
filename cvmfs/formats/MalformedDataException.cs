namespace CernVM.Cvmfs.Formats;

/// <summary>
/// A database that had opened well turned out to be damaged while it was being read. Only this object is bad: its
/// repository and its server may be fine.
/// </summary>
public sealed class MalformedDataException : IOException
{
    /// <summary>Carries the numbered error.</summary>
    public MalformedDataException(FormatError error)
        : base((error ?? throw new ArgumentNullException(nameof(error))).ToString()) => Error = error;

    /// <summary>Carries a message only.</summary>
    public MalformedDataException(string message)
        : base(message) => Error = new FormatError("FMT000", message);

    /// <summary>Carries a message and its cause.</summary>
    public MalformedDataException(string message, Exception innerException)
        : base(message, innerException) => Error = new FormatError("FMT000", message);

    /// <summary>Without any detail.</summary>
    public MalformedDataException()
        : this("The data are malformed.")
    {
    }

    /// <summary>What was wrong, numbered and located.</summary>
    public FormatError Error { get; }
}
