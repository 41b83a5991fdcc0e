import COpenBLAS

/// The one switch of the library that the bits depend on.
enum OpenBLAS {
    /// Keeps every product on the calling thread: with several, OpenBLAS adds in another order.
    static let useOneThread: Void = openblas_set_num_threads(1)
}
