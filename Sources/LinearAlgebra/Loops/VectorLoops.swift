/// Loops over numbers that are compiled for several kinds of x86-64 processor (with vectors of two, four and eight doubles) and
/// chosen when the program is loaded.
///
/// The bits are the same whichever is chosen: sums are over eight lanes that are added in one order, and no product is
/// added before it is rounded. Swift compiles a module for one kind of processor alone, so the loops are C; this type is
/// their only caller and checks what they take for granted.
public enum VectorLoops {}
