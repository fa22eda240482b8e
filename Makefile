.DEFAULT_GOAL := help
.PHONY: help check fix test it e2e verify release renew bench

help: ## Show these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "%-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

check: ## Formatting, lints and dependencies, no tests
	mvn -q verify -DskipTests

fix: ## Format Java and poms
	mvn -q spotless:apply

test: ## Unit tests
	mvn test

it: ## Integration tests (*IT), against DynamoDB Local
	mvn verify -Dsurefire.excludes='**/*Test'

e2e: ## The stacks in LocalStack (*E2E); needs Docker and six minutes
	mvn verify -Pe2e -Dsurefire.excludes='**/*Test' -Dit.test='*E2E' -Dfailsafe.failIfNoSpecifiedTests=false

verify: ## Everything CI asks for on one JDK
	mvn verify

release: ## What people install, in target/release; needs a JDK 25 for the runtime that is shipped
	mvn -q -Prelease -DskipTests -Dguards=off package

renew: ## Write the state machine's snapshot and picture and the lists of calls anew, after a change that is meant
	mvn -q -pl infra -am verify -Dguards=off -Dtest=CopyWorkflowTest -Dit.test=ActionsIT -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false -Drenew=true

bench: ## Measure against other clients, see launcher/src/test/bench
	launcher/src/test/bench/run
