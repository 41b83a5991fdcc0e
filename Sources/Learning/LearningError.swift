public import Features
public import Models

/// Why something cannot be learned from these data.
///
/// No text holds a value of a row.
public enum LearningError: Error, Equatable, CustomStringConvertible {
    /// There is no row, or none with a weight above 0.
    case noRows
    /// A list has another length than the rows.
    case wrongCount(of: String, expected: Int, found: Int)
    /// A number of the design is NaN, infinite or beyond ±1e90.
    case invalidNumber(in: String, row: Int, column: Int)
    /// All labels are equal, so there is nothing to tell apart.
    case singleClass(rows: Int, label: Bool)
    /// All rows are of one class, so there is nothing to tell apart.
    case oneClass(rows: Int)
    /// A row is of a class that is not there.
    case unknownClass(Int, row: Int, classes: Int)
    /// A class has no row that counts.
    case emptyClass(Int)
    /// A class has one row, so that no part of the rows could both learn it and judge it.
    case loneRow(ofClass: Int)
    /// Later rows that are held out cannot judge what earlier ones teach.
    case unusableLaterRows(problem: String)
    /// No threshold makes so large a share of the answers right.
    case precisionNotReached(Double, best: Double)
    /// Classes times columns are more than can be searched for.
    case tooManyCoefficients(classes: Int, columns: Int, limit: Int)
    /// A line through the columns tells all rows' labels apart and no penalty bounds its slope.
    case separated
    /// A column is named that the design does not have.
    case unknownColumn(Int, columns: Int)
    /// The solver that is asked for cannot do this.
    case unfitSolver(LogisticSolver, problem: String, remedy: String)
    /// There are fewer rows with a weight above 0 than clusters.
    case tooFewRows(needed: Int, found: Int)
    /// A row of zeros has no direction.
    case zeroRow(Int)
    /// The rows are sparse, and the method takes dense ones.
    case sparseRows
    /// The strength of the penalty cannot be chosen by later rows.
    case unusableSplits(problem: String)
    /// A member of an ensemble cannot be trained.
    indirect case member(String, LearningError)
    /// The members of an ensemble cannot be weighed.
    case unusableStack(problem: String)
    /// More components are asked for than a matrix of that shape has.
    case rankTooHigh(Int, rows: Int, columns: Int)
    /// No text has a term that may be kept.
    case noTerms
    /// The products of the rows are beyond what numbers can hold.
    case overflow
    /// The search for vectors ended before they were found.
    case unfinished(products: Int)
    /// The columns depend on each other beyond repair.
    case singular(column: Int)
    /// An input that the settings or a model name is not a column of the frame, or of another kind.
    case missingInput(name: String, kind: String)
    /// An input's values cannot be used as configured.
    case unusableInput(name: String, row: Int, problem: String)
    /// The columns of two inputs have too many products.
    case tooManyProducts(first: String, second: String, found: Int, limit: Int)
    /// The rows of all design columns are more than are held in memory.
    case designTooLarge(rows: Int, columns: Int, input: String)
    /// No input has two different values.
    case noColumns
    /// All margins are equal, so no line through them can be found.
    case constantMargins
    /// No two events that may be kept stand near each other.
    case noTokens(minimum: Int)
    /// The model that was fitted is refused.
    case invalidModel(ModelError)
    /// The vectors of events that were learned are refused.
    case invalidVectors(FeatureError)

    /// What is wrong, where, and what to do; rows and the columns of a number are counted from 1.
    public var description: String {
        switch self {
        case .noRows:
            "no row to learn from; look at the slice's dates and the eligibility rule"
        case .wrongCount(let name, let expected, let found):
            "\(name): \(expected) values expected, one a row; \(found) found"
        case .invalidNumber(let name, let row, let column):
            "\(name), row \(row + 1), column \(column + 1): a number must be finite and within ±1e90"
        case .singleClass(let rows, let label):
            "all \(rows) labels are \(label ? "positive" : "negative"); take a slice with both outcomes"
        case .oneClass(let rows):
            "all \(rows) rows are of one class; take rows of two or more"
        case .unknownClass(let label, let row, let classes):
            "row \(row + 1) is of class \(label), and there are classes 0 to \(classes - 1)"
        case .emptyClass(let index):
            "class \(index) has no row that counts; leave it out, or take more rows"
        case .loneRow(let index):
            "class \(index) has one row, which cannot be learned from and held out; give it more rows or leave it out, hold no rows"
                + " out, or hold the latest out"
        case .unusableLaterRows(let problem):
            "what is learned cannot be judged by rows that are held out: \(problem); give more rows, or hold none out"
        case .precisionNotReached(let wanted, let best):
            "of no threshold's answers to the rows that were held out a share of \(wanted) is right, \(best) at best; ask for less"
        case .tooManyCoefficients(let classes, let columns, let limit):
            "\(classes) classes of \(columns) columns are more than \(limit) coefficients; keep fewer terms, or take vectors of"
                + " fewer dimensions"
        case .separated:
            "the columns tell all labels apart, so without a penalty the coefficients have no bound; set"
                + " 'penalty' above 0 and look for a leak"
        case .unknownColumn(let column, let columns):
            "unpenalized column \(column): the design has columns 0 to \(columns - 1)"
        case .unfitSolver(let solver, let problem, let remedy):
            "solver '\(solver.rawValue)' \(problem); \(remedy)"
        case .tooFewRows(let needed, let found):
            "\(needed) clusters need as many rows with a weight above 0, and there are \(found); ask for fewer clusters"
        case .zeroRow(let row):
            "row \(row + 1) is all zeros and has no direction; leave such rows out, or compare distances"
        case .sparseRows:
            "the rows are sparse; decompose them first, or give dense ones"
        case .unusableSplits(let problem):
            "the strength cannot be chosen: \(problem); ask for fewer 'splits', make the train slice longer, or set a 'penalty'"
        case .member(let name, let error):
            "member '\(name)': \(error.description)"
        case .unusableStack(let problem):
            "\(problem), so no weights can be found; look at what has changed since the train slice, take a later or longer calibrate slice, or leave 'ensemble' out"
        case .rankTooHigh(let rank, let rows, let columns):
            "\(rank) components are asked for, and \(rows) rows of \(columns) columns have \(min(rows, columns)) at most; ask for"
                + " fewer"
        case .noTerms:
            "no text has a word, or no term comes in enough of them; look at the column, or ask for fewer texts a term"
        case .overflow:
            "the rows are too large to be multiplied; scale the columns"
        case .unfinished(let products):
            "after \(products) products the last vectors are not told apart from each other or from rounding; ask for fewer"
                + " dimensions"
        case .singular(let column):
            "design column \(column) depends on the columns before it; drop it or raise 'penalty'"
        case .missingInput(let name, let kind):
            "input '\(name)' is not a feature that holds \(kind); correct 'inputs' or define the feature"
        case .unusableInput(let name, let row, let problem):
            "input '\(name)', row \(row + 1): \(problem)"
        case .tooManyProducts(let first, let second, let found, let limit):
            "the interaction of '\(first)' and '\(second)' has \(found) products, and \(limit) are the most there may be; raise"
                + " 'minimumCount', or read a category by its `evidence`"
        case .designTooLarge(let rows, let columns, let input):
            "\(rows) rows of \(columns) design columns and more are asked for, '\(input)' among them, and"
                + " \(FittedPreprocessor.elementLimit) numbers are the most; raise 'minimumCount', hash to fewer buckets, or read"
                + " categories by their `evidence`"
        case .noColumns:
            "no input has two different values among the training rows; add features or rows"
        case .constantMargins:
            "the model gives every row of the calibration slice the same margin; set 'method: none' or add rows"
        case .noTokens(let minimum):
            "no two kinds of events that \(minimum) entities have stand near each other; take more entities, ask fewer of them to have a "
                + "kind, or let events stand further apart"
        case .invalidVectors(let error):
            "\(error)"
        case .invalidModel(let error):
            error.description
        }
    }
}
