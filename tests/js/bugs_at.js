// What the page makes of expressions and trainings with the programs of the bugs: JSON cases come in, JSON outcomes go out.

import { readFileSync } from "node:fs"
import { ranExpression, ranTraining } from "../../exercises/bugs/judge.js"
import { readTyped, reduced, Untyped } from "../../exercises/bugs/typed.js"

const { trees, cases, usual, start, points } = JSON.parse(readFileSync(0, "utf-8"))

const told = ({ held, error }) => ({ held, error })
console.log(JSON.stringify(cases.map(outcome)))

function outcome({ tree, text, passes, steps, count }) {
  if (text === undefined) return told(ranTraining(trees[tree], start, points.slice(0, count), steps))
  try {
    const typed = readTyped(text, usual)
    const { numbers, size, operations } = typed
    const left = reduced(typed).map(([smaller, away]) => [smaller.size, away])
    return { ...told(ranExpression(trees[tree], typed, passes)), numbers, size, operations: operations.sort(), left }
  } catch (error) {
    if (error instanceof Untyped) return { untyped: error.word }
    throw error
  }
}
