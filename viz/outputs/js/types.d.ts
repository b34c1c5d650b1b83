// What Python sends to the page, and what the modules hand to each other. Only for who reads and checks them.

/** A number in JSON, which has none for these: "NaN", "Infinity", "-Infinity". */
export type JsonNumber = number | string

/** A sentence or a word in the reader's language, by its key. */
export type Words = Record<string, string>

// ---- the evaluator

/** One entry of each list for every node; operands come before results, and the root is the last node. */
export interface Graph {
  /** The symbol of the operation that made it, "" for a leaf. */
  symbols: string[]
  /** The indices of its operands, in operand order. */
  operands: number[][]
  /** The indices in the order of creation, which the backward pass follows from its end. */
  order: number[]
}

/** The numbers of the leaves by their index. */
export type Leaves = Map<number, number> | Record<number, number>

/** For each node its value, the list of its local slopes and its gradient; which operations have no real result. */
export interface Evaluated {
  data: Float64Array
  slopes: number[][]
  grads: Float64Array
  undefinedAt: number[]
}

/** An operation: its symbol in the table and the number inside that, its value (undefined where there is none) and the local
 * derivative with respect to each operand. */
export interface Rule {
  symbol: string
  number?: number
  arity: number
  value: (...operands: number[]) => number | undefined
  slopes: (...operands: number[]) => number[]
}

// ---- the picture

/** [x, y] in px of the picture. */
export type Point = [number, number]
/** [x, y, width, height] in px of the picture. */
export type Extent = [number, number, number, number]

/** Where everything stands; see Geometry in viz/drawing/geometry.py. */
export interface PictureData {
  extent: Extent
  boxes: [
    name: string,
    isLabel: boolean,
    x: number,
    y: number,
    width: number,
    height: number,
    rows: number,
    ledger: boolean,
    truth: boolean,
  ][]
  operations: Record<number, [sign: string, x: number, y: number, width: number, height: number, cut: Point | null]>
  /** x and y of where an arrow begins, then how far it is from each of its control points to the next. */
  paths: Record<string, number[]>
  marks: Record<string, [mark: string, place: Point]>
  tags: Record<string, [x: number, y: number, width: number]>
  /** Where they stand, seen from the middle of their operation; in a Picture, in the picture. */
  equations: Record<number, [left: number, top: number, width: number, above: boolean]>
  /** What stands in the boxes. */
  words: { data: string; grad: string; truth: string }
}

// ---- the picture, placed by the page; see viz/outputs/js/twins

/** A value of an expression: the symbol of the operation that made it ("" for a leaf), its operands, its number, its label ("" where it
 * has none), what it is called. */
export interface PlacedNode {
  symbol: string
  operands: number[]
  data: number
  label: string
  name: string
}

/** What the picture needs room for; see Rooms in viz/drawing/geometry.py. */
export interface Rooms {
  digits: number
  tags: Record<string, string>
  equations: Record<number, number>
  ledgers: Set<number>
}

/** What is shown of the operations; see signs_data in viz/outputs/player_data.py. */
export interface Signs {
  shown: Record<string, string>
  ordered: string[]
}

/** See viz/drawing/wasm_graphviz.js. */
export type Graphviz = (source: string, format: string, engine: string) => { output?: Uint8Array; error: string }

export type Size = [width: number, height: number]
export type Rectangle = [left: number, top: number, width: number, height: number]
/** Its middle and its size. */
export type Ellipse = [x: number, y: number, width: number, height: number]
/** The control points. */
export type Curve = Point[]

/** See Wanted and Layout in viz/drawing/layout.py. */
export interface Wanted {
  nodes: PlacedNode[]
  valueSizes: Size[]
  operationSizes: Size[]
  gap: number
  rooms: Record<string, number>
  between: number
}

export interface Layout {
  width: number
  height: number
  centers: Record<string, Point>
  paths: Record<string, Curve>
}

/** Where everything stands; see Geometry in viz/drawing/geometry.py. */
export interface Geometry {
  extent: Extent
  boxes: Rectangle[]
  operations: Record<number, Ellipse>
  paths: Record<string, Curve>
  marks: PictureData["marks"]
  tags: Record<string, [place: Point, width: number]>
  equations: Record<number, [place: Rectangle, above: boolean]>
}

export interface Box {
  name: string
  isLabel: boolean
  x: number
  y: number
  width: number
  height: number
  rows: number
  ledger: boolean
  truth: boolean
}

export interface Picture extends Omit<PictureData, "boxes" | "paths"> {
  boxes: Box[]
  arcs: Record<string, import("./curves.js").Arc>
}

/** The colour, the width and the dashes of an arrow. */
export type Flow = [colour: string, width: number, dash: string]
/** What has arrived at a value along one arrow. */
export type Chip = [text: string, sign: string, lost: number, edge: string]

/** How one thing looks at a moment; see viz/drawing/boxes.py and viz/drawing/edges.py. */
export interface Properties {
  active?: number
  mark?: string
  // a value
  data?: string
  data_hot?: number
  grad?: string
  grad_sign?: string
  grad_hot?: number
  grad_bold?: number
  glow?: number
  glow_sign?: string
  truth?: string
  chips?: Chip[] | string
  chips_seen?: number
  fall?: number | null
  fall_text?: string
  // an operation
  ring?: number | null
  call?: [text: string, colour: string, atOnce: number][] | null
  call_seen?: number
  call_size?: number
  call_result?: number
  // an arrow
  coming?: number
  flow?: Flow
  lit?: number
  forward?: number
  lost?: number
  tag?: string
  tag_size?: number
  tag_hot?: number
  tag_way?: number
  bead?: number | null
  bead_text?: string
  bead_sign?: string
  ghost?: number | null
  ghost_from?: number
  ghost_text?: string
}

/** How everything looks at a moment. */
export type Scene = Record<string, Properties>
/** See viz/drawing/choreography.py. */
export type Cue = [begin: number, end: number, target: string, property: string, before: any, after: any, easing: string]
export type Part = [name: string, roles: Record<string, string>, facts: Record<string, any>, begin: number]
export type Table = Record<string, Cue[]>

// ---- the player

/** Data that are alike; see viz/outputs/templates.py. */
export interface Templated {
  templates: string[]
  fills: string[]
}

/** What Python sends: the same, but the scene and the steps are expanded from it. */
export interface SentData extends Omit<PlayerData, "begin" | "steps"> {
  begin: Templated
  steps: Templated
}

export interface PlayerData {
  words: Words
  graph: {
    names: string[]
    /** The same to stand before .grad and behind a sign: an expression in brackets. */
    short: string[]
    operands: (number | null)[][]
    slopes: (JsonNumber[] | null)[]
  }
  picture: PictureData
  /** Sentences that stand below the picture. */
  notes: string[]
  choreography: {
    beats: [number, number]
    holds: [number, number, number]
    keys: Record<string, number[]>
    told: Record<"result" | "local" | "upstream" | "product" | "sum" | "total", number>
    step: Table
    wave: Table
    fade: Table
  }
  /** The scene before the first step. */
  begin: Scene
  /** Excerpts of the learner's code, each a list of lines. */
  code: string[][]
  steps: Step[]
  wave: {
    /** Which steps are played together, some with facts of their own. */
    turns: [begin: number, scale: number, table: "wave" | "fade", steps: (number | [step: number, facts: Record<string, any>])[]][]
    backward: number
    end: number
    length: number
    keys: number[]
  }
}

/** What the steps of every kind have; see Step in viz/values/passes.py. */
interface AnyStep {
  /** The index of the value that changes. */
  value: number
  /** How long it plays, in ms. */
  length: number
  parts: Part[]
  /** Which excerpt of the code, which of its lines acts, and where the moves stand. */
  code: [excerpt: number, line: number | null, moves: [move: string, line: number, start: number, end: number][]] | null
  ask?: Ask
  wrong?: 1
  unknown?: 1

  /** The gradient of the value once the step is done. */
  after?: string
  /** The values whose gradients are set back. */
  cleared?: number[]
}

export interface Contribution extends AnyStep {
  kind: "contribution"
  after: string
  result: number
  /** Which operand of the result it goes to. */
  slot: number
  moves: Moves
}

/** The three moves in numbers, by hand. */
export interface Moves {
  /** The local slope as the code took it. */
  local: string
  upstream: string
  product: string
  before: string
  after: string
  /** The true local slope, where the code took another. */
  slope_due?: string
  /** The code did not multiply by the upstream gradient. */
  skipped?: 1
  /** What the gradient ought to be, where the sum is not right; null where that is not known. */
  due?: string | null
}

export interface OtherStep extends AnyStep {
  kind: "start" | "forward" | "clear" | "seed" | "write" | "silent" | "end"
}

export type Step = Contribution | OtherStep

/** A question and its right answer; see viz/outputs/questions.py. */
export interface Ask {
  asked: string
  /** The right answer in words. */
  text: string

  /** Of a number: the right one, how large the numbers are that it was added from, and the usual other answers, each with the
   * name of what is said to it. */
  number?: JsonNumber
  scale?: JsonNumber
  slips?: [JsonNumber, string][]

  /** For which number of a leaf the gradient is 0: with what that is computed. */
  stops?: { graph: Graph; leaves: Record<number, JsonNumber>; leaf: number }

  /** Of a choice: what there is to choose from, each with the arrow that it means, and which of them is right. */
  options?: [text: string, edge: string | null][]
  right?: number
}

/** How a question has been answered. */
export interface Answered {
  tries: number
  solved: boolean
  /** What was typed or chosen. */
  given: string[]
  right?: boolean
  said?: string
}

/** The same as the kernel is told; see PlayerWidget in viz/outputs/widgets.py. */
export interface ToldAnswer {
  step: number
  question: string
  given: string[]
  right: boolean
  shown: boolean
}

/** A row of the table that Python wrote: what is said of a step. */
export interface Row {
  title: string
  arithmetic: string
  sentence: string
  findings: string[]
  doubts: string[]
}

// ---- an expression that is typed, played without Python

/** A part of a text and where it stands; kind "other" is what an expression has none of. */
export type Tree = { start: number; end: number } & (
  | { kind: "name"; name: string }
  | { kind: "number"; number: number }
  | { kind: "binary"; sign: string; left: Tree; right: Tree }
  | { kind: "signed"; sign: string; operand: Tree }
  | { kind: "call"; called: Tree; operands: Tree[]; odd: boolean }
  | { kind: "attribute"; of: Tree; name: string }
  | { kind: "compares" | "other" }
)

/** `target = value`, or a value alone. */
export interface Statement {
  targets: Tree[]
  value: Tree
  start: number
  end: number
}

/** A number, the name of a leaf, the index of a step. */
export type Read = { number: number } | string | number

/** What a text computes; see viz/values/expression.py. */
export interface Typed {
  /** Their numbers; undefined where nothing gives one. */
  leaves: Map<string, number | undefined>
  steps: { symbol: string; operands: Read[]; code: string }[]
  named: Map<string, Read>
  result: string | number
}

export interface PlayedGraph {
  /** Operands before results, the root last. */
  nodes: PlacedNode[]
  slopes: (number[] | null)[]
  /** Their indices in the order in which they were made. */
  order: number[]
  /** The leaves to which nothing gives a number. */
  assumed: string[]
}

/** What a value is called, how firmly that holds together, and how many operations in it stand one inside the other. */
export interface NameOf {
  text: string
  hold: number
  depth: number
}

/** See Step in viz/values/passes.py. */
export type PassStep =
  | { kind: "start"; value: number }
  | { kind: "forward"; value: number }
  | { kind: "seed"; value: number; before: number; after: number }
  | {
      kind: "contribution"
      value: number
      before: number
      after: number
      result: number
      slot: number
      local: number
      upstream: number
      contribution: number
    }

/** What only Python can tell; see viz/outputs/typed.py. */
export interface TypedData {
  words: {
    player: Words
    picture: PictureData["words"]
    /** What is said of the graph and of its steps, by the keys of the catalogue. */
    captions: Words
    /** What is said where a text cannot be played, by the keys of NotRead. */
    errors: Words
    table: { all: string; heads: string[] }
    /** For each operation and operand, by the kind of its local slope, the key of what is said of it. */
    sentences: Record<string, Record<"one" | "above" | "below" | "zero" | "nan", string>[]>
    signs: Signs
  }
  /** With the ms that a step of each kind takes. */
  choreography: PlayerData["choreography"] & { lengths: Record<string, number> }
}

// ---- the explorer

export interface ExplorerData {
  words: Words
  picture: PictureData
  graph: Graph
  /** The operations whose operands are in an unknown order. */
  unordered: number[]
  names: string[]
  /** The same as they stand before `.grad`. */
  short: string[]
  /** The leaves that can be moved. */
  leaves: [value: number, label: string, data: number][]
  /** The presets of the author; null where the page finds some itself. */
  presets: [name: string, numbers: [leaf: number, data: number][]][] | null
  /** The numbers of the other leaves. */
  fixed: Record<number, JsonNumber>
  data: JsonNumber[]
  grads: JsonNumber[]
  /** The expression, where it is given as text. */
  text: string | null
}

/** What the kernel answers; see Explorer.answer in viz/outputs/explorer.py. */
export interface Answer {
  values?: Record<string, number>
  data?: JsonNumber[]
  grads?: JsonNumber[]
  slopes?: (JsonNumber[] | null)[]
  nudged?: JsonNumber[]
  error?: string

  /** To what was asked for: which question it answers, the page of another expression, the HTML of an animation. */
  id?: string
  page?: ExplorerData
  player?: string
}

/** What the explorer shows. */
export interface Result {
  data: number[] | Float64Array
  grads: number[] | Float64Array
  slopes: (number[] | null)[]
  undefinedAt: number[]
  nudged?: number[]
  error?: string
}

/** Where something happens as a leaf moves; see viz/outputs/js/happenings.js. */
export interface Happening {
  at: number
  kind: string
  /** The operation at which it happens; the result, or the leaf whose gradient it is. */
  node: number
  /** What was the case to the left of it, and to the right. */
  left: State
  right: State
}

/** Numbers for the leaves, and what they are called: by the author, or by a word of the page and the values in it. */
export interface Preset {
  numbers: Map<number, number>
  name?: string
  word?: string
  node?: number
  nodes?: number[]
}

/** What is the case with an operation: open or closed, which operand is chosen, a sign; undefined where that is not known. */
export type State = number | boolean | undefined

// ---- the slope by nudging

/** See viz/outputs/slope.py. */
export interface SlopeData {
  words: Words
  /** The sizes of h, the largest first. */
  sizes: number[]
  /** Which place and which size are shown at first, and to which side. */
  start: [place: number, size: number]
  side: number
  /** The part of the plane that shows the curve. */
  window: [left: number, right: number, low: number, high: number]
  /** Points of the curve at equal distances; null where there is none. */
  curve: { first: number; step: number; ys: (number | null)[] }
  /** Where the curve is not connected. */
  jumps: number[]
  /** f there, the slope of the tangent, how far off that may be; what is said of the place. */
  places: [x: number, value: number | null, tangent: number | null, bound: number, note: string][]
  /** For each place and each size of h, to the right and then to the left: f(x + h) - f(x). */
  rises: (number | null)[][]
  /** How far the quotient of each is from the slope of the tangent. */
  errors: (number | null)[][]
}

// ---- the network

/** A neuron that opens: what it is called, which of the pictures it has, the texts of its values and of their gradients. */
export type Neuron = [title: string, picture: number, data: string[], grad: string[]]

/** See viz/outputs/neuron_data.py. */
export interface NetworkData {
  words: Words
  /** Where the graphs stand, each once for all neurons that build it. */
  pictures: PictureData[]
  /** The neurons that are drawn, from the first layer to the last; null for one that does not open. */
  layers: (Neuron | null)[][]
  /** For each layer what is said below its graphs. */
  notes: string[][]
  step: NetworkStep | null
}

/** The weights and the biases, the gradients of the weights, by layers; the learning rate, null where no step is taken. */
export interface NetworkStep {
  sizes: number[]
  weights: Packed[]
  gradients: Packed[]
  rate: number | null
}

// ---- a training

/** The largest finite size, and base64 of what each number is as a part of it; see viz/outputs/packing.py. */
export type Packed = [largest: number, codes: string]

/** What stays as it is while a network is trained; see viz/outputs/training_frames.py. */
export interface TrainingSetup {
  run: number
  /** The name of the data set, where there are several. */
  data: string
  /** The inputs, then the neurons of each layer; null where the model is no network. */
  sizes: number[] | null
  /** The name of each layer's activation function, where it is known. */
  activations: string[] | null
  boundary: "computed" | "asked" | ""
  /** Why there is no boundary, or why the model is asked; why there is no network. */
  why: string
  no_network: string
  window: [left: number, bottom: number, right: number, top: number] | null
  /** Columns and rows of the places that a model is asked at. */
  grid: [number, number]
  points: number[][]
  labels: JsonNumber[]
  /** How many points there are; not all need be drawn. */
  all: number
}

/** How the network is after n steps. */
export interface TrainingFrame {
  n: number
  loss: JsonNumber | null
  rate: JsonNumber
  /** How many points there were. */
  count: number
  weights?: Packed[]
  gradients?: Packed[]
  /** What the model gave for the places of the grid, and for the points. */
  grid?: Packed
  scores?: Packed
}

export interface TrainingData {
  words: Words
  setup: TrainingSetup
  frames: TrainingFrame[]
  steps: number
  live: boolean
  stopped: boolean
  note: string
}

/** What the kernel sends while it trains. */
export interface TrainingMessage {
  setup?: TrainingSetup
  frame?: TrainingFrame
  heard: boolean
  note: string
}

// ---- a question whose answer waits

/** A number, the name of an answer, or null: shown without one. */
export type AnswerGiven = number | string | null

export interface QuestionData {
  words: Words
  /** The answers to choose from; none where a number is asked for. */
  options: [option: string, text: string][]
  true: number | string
  /** How near a number must be, as a part of the truth. */
  close: number
  right: string
  wrong: string
  /** Usual wrong answers, and what is said to each. */
  slips: [given: number | string, text: string][]
  /** What was answered before. */
  state: { given: AnswerGiven } | null
}

/** A sheet of practice. */
export interface PracticeData {
  words: Words
  items: PracticeItem[]
}

export interface PracticeItem {
  asked: QuestionData & { kind: string }
  story: SentData
}

export interface KeptData {
  /** The token of the output that was answered. */
  output: string
  /** What was answered, as that output remembers it. */
  state: unknown
}

// ---- lines to be put in order

/** Which lines stand in the program, from top to bottom, and which are left. */
export interface Arranged {
  left: number[]
  program: [line: number, depth: number][]
}

export interface ArrangeData {
  words: Words
  /** The line that stands there already. */
  head: string
  /** The lines as they are given. */
  codes: string[]
  /** What each of them does, as the end of a sentence. */
  told: string[]
  /** How many steps a line can be indented. */
  deepest: number
  /** The programs that are known to work; see exercises/parsons/working.py. */
  working: string[]
  /** The lines that none of these needs. */
  tooMany: number[]
  /** Programs in which nothing is wrong but lines that are taken for others, and the mistake that is made so. */
  slips: Record<string, string>
  /** What is said of it. */
  mistakes: Record<string, string>
}

/** What is known of a program without running it. */
export interface Judged {
  kind: "right" | "empty" | "unfinished" | "early" | "outside" | "inside" | "unreadable" | "needless" | "misfit"
  /** The place of its first line that no program that is known to work has there, or needs. */
  at: number
  /** A line that is not there yet, and is in all of these. */
  missing: number | null
  /** The line that begins the block it stands inside or outside of. */
  header: number | null
  /** What is said where lines are only taken for others, else "". */
  slip: string
  /** The places of lines without which it works as well. */
  spare: number[]
}

/** What the kernel has found of a program that it was told. */
export interface Ran {
  id: string
  right: boolean
  /** The check's own answer, as HTML. */
  card: string
}

// ---- a bug

/** A node of Python's syntax tree: its kind, its line (0 where it is of no program), its fields; see exercises/bugs/trees.py. */
export type PythonNode = [kind: string, line: number, ...fields: any[]]

/** What was typed: its statements ["Named", 0, name, node], the numbers of its leaves, how many operations and leaves it has, and
 * what it asks of a class. */
export interface TypedExpression {
  statements: PythonNode[]
  numbers: Record<string, number>
  size: [operations: number, leaves: number]
  operations: string[]
}

/** What came of running it: null where it is no number; the exception that stopped it; the lines that ran. */
export interface Outcome {
  held: Record<string, number | null>
  error: string
  lines: Set<number>
}

/** See exercises/bugs/card.py. */
export interface BugData {
  words: Words
  /** The right program. */
  program: PythonNode[]
  /** Mistakes to choose from: in words, what of the program is different then (which statement, what stands there), whether it is the
   * one that was made. */
  slips: [name: string, differing: [number, PythonNode][], isTrue: boolean][]
  /** The numbers of the wrong lines. */
  lines: number[]
  operations: string[]
  /** The numbers of leaves that are given none. */
  usual: Record<string, number>
  passes: number
  /** What stands between two things in a list. */
  comma: string
  /** Expressions to choose from. */
  picks: string[]
  /** Of an expression its operations and leaves; of a training its steps and points. */
  smallest: [number, number]
  training: { start: Record<string, number>; points: number[][]; most: number } | null
  /** What was attempted before. */
  state: BugState | null
}

/** Of each step the attempt that is kept, in the order of the steps; whether the answer was opened before all was found. */
export interface BugState {
  given: [step: string, given: any][]
  shown: boolean
}

// ---- a question put to a class

export interface ClassData {
  /** Of the question: the votes are kept under it. */
  name: string
  words: Words
  /** The answers that are known, and what is said to each. */
  rows: [given: number | string, text: string, slip: string][]
  /** Whether a number is asked for, of which others may be called out. */
  free: boolean
  true: number | string
  /** How near a number must be, as a part of the truth. */
  close: number
  /** The sentences that say the right answer and the reason. */
  told: string
  why: string
  /** What is said where something else than a number is called out. */
  refusal: string
}

/** A row; `given` is null in that for any other number. */
export interface ClassAnswer {
  given: number | string | null
  text: string
  slip: string
}

/** What a class has answered; the votes by rows. */
export interface Poll {
  votes: number[]
  /** Numbers that were called out: the last rows. */
  typed: number[]
  /** The votes of the first round; null in it. */
  before: number[] | null
  /** Whether the answer is shown. */
  open: boolean
}

// ---- the kernel's side

/** The model of an anywidget; see viz/outputs/link.py. */
export interface Model {
  get(name: string): any
  set(name: string, value: unknown): void
  on(event: string, listener: () => void): void
  save_changes(): void
  send(content: unknown): void
}

declare global {
  var microgradLinks: Map<string, Model> | undefined
  var microgradTelling: Set<Model> | undefined
  /** What was answered, by the tokens of the outputs. */
  var microgradKept: Map<string, unknown> | undefined
  interface WindowEventMap {
    "micrograd-kept": CustomEvent<string>
    "micrograd-link": CustomEvent<string>
  }
}

// ---- a large graph, folded

/** A box of a view: v a value, p with all that is folded in it, w the same where nothing else goes in, a alike values, s a stage of a
 * long way. */
export type OverviewItem = [
  kind: "v" | "p" | "w" | "a" | "s",
  isLeaf: number,
  isOutside: number,
  members: [result: number, view?: number, inside?: number[]][],
]

export interface OverviewData {
  words: Words
  notes: string[]
  pictures: PictureData[]
  /** outside: how many of the values of a view, the first ones, are outside. */
  views: [picture: number, items: OverviewItem[], outside: number][]
  /** Which value of the graph each one of the first view is. */
  whole: number[]
  /** The sums within a sum of many terms. */
  sums: Record<number, number[]>
  labels: Record<number, string>
  /** What a value without a label is called: {number} is left to the page. */
  name: string
  stale: number[]
  /** Whether nobody has computed the gradients. */
  waiting: boolean
  data: (JsonNumber | null)[]
  grads: (JsonNumber | null)[]
}
