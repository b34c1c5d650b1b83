// What the page says of programs without running them: reads {data, programs}, writes what judged() gives for each.

import { readFileSync } from "node:fs"

import { judged } from "../../exercises/parsons/judging.js"

const { data, programs } = JSON.parse(readFileSync(0, "utf-8"))
process.stdout.write(JSON.stringify(programs.map(program => judged(program, data))))
