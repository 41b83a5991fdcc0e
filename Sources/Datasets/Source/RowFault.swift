/// Why a row breaks its contract: the field and the kind of its value, never the value.
struct RowFault: Equatable {
    var field: String?
    var reason: String
}
