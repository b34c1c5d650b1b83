// The page of a question. It works without a kernel; where there is one, it is told the answer and keeps it in the notebook.

import { claim, element, whenLinked } from "../viz/outputs/js/host.js"
import { Question } from "./question_view.js"

/** @import { AnswerGiven, Model, QuestionData } from "../viz/outputs/js/types.d.ts" */

/** Asks in every host of the page that has this token.
 *
 * @param {string} token
 * @param {QuestionData} data
 */
export function show(token, data) {
  claim(token, host => {
    const kernel = new Kernel(token)
    const question = new Question(host, data, given => kernel.tell(given))
    if (data.state) kernel.knows()
    host.append(element("style", {}, `[data-mg="${token}_kept"] { display: none }`)) // here it is said already
    whenKept(token, state => {
      if (question.first === undefined) kernel.knows()
      question.remember(state)
    })
  })
}

/** Hands over what the notebook has kept of an answer.
 *
 * @param {string} token
 * @param {(state: { given: AnswerGiven }) => void} remember
 */
function whenKept(token, remember) {
  const look = () => {
    const state = globalThis.microgradKept?.get(token)
    if (state) remember(state)
  }
  look()
  addEventListener("micrograd-kept", event => event.detail === token && look())
}

/** The kernel's side, told of the answer once there is both. */
class Kernel {
  /** @type {Model | undefined} */
  model
  /** @type {AnswerGiven | undefined} */
  given
  isTold = false

  /** @param {string} token */
  constructor(token) {
    whenLinked(token, model => {
      this.model = model
      this.send()
    })
  }

  /** It has the answer from before. */
  knows() {
    this.isTold = true
  }

  /** @param {AnswerGiven} given */
  tell(given) {
    this.given = given
    this.send()
  }

  send() {
    if (!this.model || this.given === undefined || this.isTold) return
    this.isTold = true
    this.model.set("question", { given: this.given })
    this.model.save_changes()
  }
}
