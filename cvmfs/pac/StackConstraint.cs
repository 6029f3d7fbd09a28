using System.Runtime.CompilerServices;
using Jint;

namespace CernVM.Cvmfs.Pac;

/// <summary>
/// Looks at the thread's stack before every statement. The interpreter's own bound counts calls that a script writes, not those that it makes itself for
/// getters and conversions; one of these in a loop would end the process.
/// </summary>
internal sealed class StackConstraint : Constraint
{
    /// <inheritdoc/>
    public override void Check()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new PacLimitException("its calls go too deep");
    }

    /// <inheritdoc/>
    public override void Reset()
    {
    }
}
