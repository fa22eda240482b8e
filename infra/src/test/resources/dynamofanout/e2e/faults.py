# Runs inside LocalStack (init hook, stage ready): DynamoDB calls of one account that match a rule fail. The rules are
# replaced by PUT /_fanout/faults; the answer lists how often each of the former ones did its work.
import json
import random

from localstack.aws.api import CommonServiceException
from localstack.aws.handlers import serve_custom_service_request_handlers
from localstack.services.edge import ROUTER

rules = []


def fail(chain, context, response):
    if not rules or context.service is None or context.service.service_name != "dynamodb":
        return
    body = context.request.get_data(as_text=True)
    for rule in rules:
        if (
            rule["account"] == context.account_id
            and rule["operation"] == context.operation.name
            and all(text in body for text in rule["contains"])
            and random.random() < rule["probability"]
        ):
            rule["times"] = rule.get("times", 0) + 1
            if rule["error"] in ("UnprocessedItems", "UnknownItem"):
                tables = json.loads(body)["RequestItems"]
                if rule["error"] == "UnknownItem":
                    tables = {table: [{"PutRequest": {"Item": {"id": {"S": "unknown"}}}}] for table in tables}
                answer = json.dumps({"UnprocessedItems": tables})
                chain.respond(200, answer, {"Content-Type": "application/x-amz-json-1.0"})
                return
            raise CommonServiceException(
                rule["error"], "as the test wishes", status_code=500 if rule["error"] == "InternalServerError" else 400
            )


def replace(request, **_):
    before = [rule.get("times", 0) for rule in rules]
    rules[:] = json.loads(request.get_data(as_text=True))
    return before


ROUTER.add("/_fanout/faults", replace, methods=["PUT"])
serve_custom_service_request_handlers.append(fail)
