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

/** An operation: its value (undefined where there is none) and the local derivative with respect to each operand. */
export interface Rule {
  arity: number
  value: (...operands: number[]) => number | undefined
  slopes: (...operands: number[]) => number[]
}

// ---- the picture

/** The colour, the width and the dashes of an arrow. */
export type Flow = [colour: string, width: number, dash: string]

/** Numbers on their way: a text for each of the edges that it goes along, forwards or against the arrows. */
export interface Travel {
  texts: string[]
  edges: string[]
  against: boolean
}

// ---- the player

export interface PlayerData {
  words: Words
  /** Short are the names as they stand before `.grad` and behind ∂. */
  graph: { names: string[]; short: string[]; operands: (number | null)[][]; slopes: (JsonNumber[] | null)[] }
  /** The gradient of each value before the first step. */
  begin: string[]
  flows: Flow[]
  /** Excerpts of the learner's code, each a list of lines. */
  code: string[][]
  steps: Step[]
  findings: boolean
}

/** What the steps of every kind have; see Step in viz/values/passes.py. */
interface AnyStep {
  /** The index of the value that changes. */
  value: number
  /** Which excerpt of the code, and which of its lines acts. */
  code: [excerpt: number, line: number | null] | null
  ask?: Ask
  wrong?: 1
  unknown?: 1

  /** The gradient of the value once the step is done. */
  after?: string
  /** The values whose gradients are set back. */
  cleared?: number[]
  /** The result that a contribution comes from. */
  result?: number
}

export interface Contribution extends AnyStep {
  kind: "contribution"
  after: string
  result: number
  /** Which operand of the result it goes to. */
  slot: number
  flow: number
  contribution: string
  /** What the gradient ought to be, where the sum is not right; null where that is not known. */
  due?: string | null
  /** The gradients of the operand and of the result before: found out by the player. */
  before?: string
  upstream?: string
}

export interface OtherStep extends AnyStep {
  kind: "start" | "forward" | "clear" | "seed" | "write" | "silent" | "end"
}

export type Step = Contribution | OtherStep

/** A question: the right answer, and the usual other ones, each with the name of what is said to it. */
export interface Ask {
  number: JsonNumber
  slips: [JsonNumber, string][]
  /** How large the numbers are that the answer was added from. */
  scale: JsonNumber
  text: string
}

/** How a question has been answered. */
export interface Answered {
  tries: number
  solved: boolean
  right?: boolean
  said?: string
}

/** What a step changes: a method of the Stage, its first argument, and the second one before and after the step. */
export type Change =
  | ["setGrad", value: number, before: string, after: string]
  | ["showData", value: number, before: boolean, after: boolean]
  | ["setFlow", edge: string, before: Flow, after: Flow]
  | ["showSlope", edge: string, before: boolean, after: boolean]

/** A row of the table that Python wrote: what is said of a step. */
export interface Row {
  title: string
  arithmetic: string
  sentence: string
  findings: string[]
  doubts: string[]
}

// ---- the explorer

export interface ExplorerData {
  words: Words
  graph: Graph
  /** The operations whose operands are in an unknown order. */
  unordered: number[]
  names: string[]
  /** The same as they stand before `.grad`. */
  short: string[]
  /** The leaves that can be moved. */
  leaves: [value: number, label: string, data: number][]
  /** The numbers of the other leaves. */
  fixed: Record<number, JsonNumber>
  data: JsonNumber[]
  grads: JsonNumber[]
}

/** What the kernel answers; see Explorer.answer in viz/outputs/explorer.py. */
export interface Answer {
  values?: Record<string, number>
  data?: JsonNumber[]
  grads?: JsonNumber[]
  nudged?: JsonNumber
  error?: string
}

/** What the explorer shows. */
export interface Result {
  data: number[] | Float64Array
  grads: number[] | Float64Array
  undefinedAt: number[]
  nudged?: number
  error?: string
}

// ---- the field for a prediction

export interface FieldData {
  words: Words
  true: number
  /** How near an answer must be, as a part of the truth. */
  close: number
  right: string
  wrong: string
  /** Usual wrong answers, and what is said to each. */
  slips: [number: number, text: string][]
  why: string
  svg: string
}

// ---- the kernel's side

/** The model of an anywidget; see viz/outputs/link.py. */
export interface Model {
  get(name: string): any
  set(name: string, value: unknown): void
  on(event: string, listener: () => void): void
  save_changes(): void
}

declare global {
  var microgradLinks: Map<string, Model> | undefined
  interface WindowEventMap {
    "micrograd-link": CustomEvent<string>
  }
}
