namespace CernVM.Cvmfs.Services;

/// <summary>How a Range header is answered (RFC 9110, section 14.2).</summary>
internal enum RangeOutcome
{
    /// <summary>200: the header is absent or to be ignored.</summary>
    Whole,

    /// <summary>206.</summary>
    Part,

    /// <summary>416: the range lies behind the end.</summary>
    Unsatisfiable,
}
